// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Duration;
import java.util.function.Consumer;

import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.Rejection;
import ai.thrivestack.track.delivery.Delivery;

/**
 * What an appender drives: records go in, events reach the API. {@link #track} encodes the record on the calling
 * thread and leaves the bytes in a bounded buffer; one daemon thread, {@code track-<appender>}, delivers them.
 *
 * <p>Nothing is ever thrown at the application, and every record that comes in is counted in {@link #counts()}. A log
 * call costs the encoding and a short lock; it never waits for the network. Thread-safe.
 */
public final class TrackPipeline {
    private final EventEncoder encoder;
    private final Delivery delivery;
    private final Duration shutdownTimeout;
    private final Thread exitHook;

    /**
     * Set while a record is being read: a value that logs itself when it is would never come to an end. Logback guards
     * its appenders against that only until 1.5.20. Holds no class of ours, so it keeps no class loader.
     */
    private final ThreadLocal<Boolean> tracking = new ThreadLocal<>();

    /**
     * Starts delivery. Touches neither network nor DNS.
     *
     * @param appender the appender's name, which the threads carry
     * @param reports takes what people must know at run time, a sentence each; called on the worker thread only
     */
    public static TrackPipeline start(String appender, TrackOptions options, Consumer<String> reports) {
        TrackPipeline pipeline = new TrackPipeline(appender, options, reports);
        pipeline.delivery.start();
        ExitHooks.add(pipeline.exitHook);
        return pipeline;
    }

    private TrackPipeline(String appender, TrackOptions options, Consumer<String> reports) {
        delivery = new Delivery(appender, options, reports);
        encoder = new EventEncoder(options, delivery::hint);
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        // Neither framework calls an appender when the JVM ends unless it is told to. The intake stays open: what
        // other hooks log still has a chance.
        exitHook = ExitHooks.thread("track-" + appender + "-exit", () -> delivery.flushAtExit(shutdownTimeout));
    }

    /** Makes an event of the record, or counts why there is none. Never throws, never blocks. */
    public void track(TrackRecord record) {
        if (Boolean.TRUE.equals(tracking.get())) {
            delivery.reject(Loss.UNREADABLE, "a value of another record logged it while it was read", null);
            return;
        }
        tracking.set(Boolean.TRUE);
        try {
            delivery.accept(encoder.encode(record));
        } catch (Rejection rejection) {
            delivery.reject(rejection.loss(), rejection.getMessage(), rejection.event());
        } catch (Throwable unexpected) { // whatever it is, it must not reach the application's log call
            delivery.reject(Loss.UNREADABLE, unexpected.getClass().getName(), null);
        } finally {
            tracking.set(Boolean.FALSE);
        }
    }

    /**
     * Waits until everything tracked before this call is settled.
     *
     * @return true if all of it was delivered; false if the time ran out, if the API refuses us altogether, or if some
     *     of it was lost since the last call
     */
    public boolean flush(Duration timeout) {
        return delivery.flush(timeout);
    }

    public TrackCounts counts() {
        return delivery.counts();
    }

    /**
     * Delivers what is there, for at most {@code shutdownTimeout}, and ends. Later records are counted as dropped.
     *
     * @return where everything went
     */
    public TrackCounts close() {
        ExitHooks.remove(exitHook);
        delivery.close(shutdownTimeout);
        return delivery.counts();
    }
}
