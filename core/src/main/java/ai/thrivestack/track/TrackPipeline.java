// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Duration;
import java.util.function.Consumer;

import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventTimes;
import ai.thrivestack.track.capture.Rejection;
import ai.thrivestack.track.delivery.Delivery;

/**
 * What an appender drives: records go in, events reach the API. {@link #track} encodes the record on the calling
 * thread and leaves the bytes in a bounded buffer; a daemon thread, {@code track-<appender>}, makes requests of them, and
 * others of its kind, one for each request under way, deliver these.
 *
 * <p>Nothing is ever thrown at the application, and every record that comes in is counted in {@link #counts()}. A log
 * call costs the encoding and a short lock; it never waits for the network. Thread-safe.
 */
public final class TrackPipeline {
    /**
     * Where the state of a thread is not 0 while a record is being read: a value that logs itself when it is would never
     * come to an end. Logback guards its appenders against that only until 1.5.20.
     */
    private static final int READING = EventTimes.NUMBERS;

    private final EventEncoder encoder;
    private final Delivery delivery;
    private final Duration shutdownTimeout;
    private final Thread exitHook;

    /**
     * What is kept of each thread: the times of its events, see {@link EventTimes}, and {@link #READING}. A successor goes
     * on with it, so that the times stay in order. Holds no class of ours, so it keeps no class loader.
     */
    private final ThreadLocal<long[]> threads;

    /**
     * Starts delivery. Touches neither network nor DNS.
     *
     * @param appender the appender's name, which the threads and the JMX bean carry
     * @param context the name of the logger context, which the JMX bean carries
     * @param reports takes what people must know at run time, a sentence each; never called inside a log call
     */
    public static TrackPipeline start(String appender, String context, TrackOptions options, Consumer<String> reports) {
        Delivery delivery = new Delivery(appender, options, reports);
        TrackPipeline pipeline = new TrackPipeline(appender, delivery, options, new ThreadLocal<>());
        delivery.start(pipeline, registerBean(appender, context, pipeline));
        ExitHooks.add(pipeline.exitHook);
        return pipeline;
    }

    /**
     * The bean's class cannot be loaded at all in a runtime without JMX, since it catches exceptions of JMX. So the error
     * is caught here, in a class that names none of them.
     */
    private static Runnable registerBean(String appender, String context, TrackPipeline pipeline) {
        try {
            return AppenderBean.register(appender, context, pipeline);
        } catch (LinkageError noJmx) {
            return () -> {};
        }
    }

    private TrackPipeline(String appender, Delivery delivery, TrackOptions options, ThreadLocal<long[]> threads) {
        this.delivery = delivery;
        this.threads = threads;
        encoder = new EventEncoder(options, delivery::hint);
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        // Neither framework calls an appender when the JVM ends unless it is told to. The intake stays open: what
        // other hooks log still has a chance.
        exitHook = ExitHooks.thread("track-" + appender + "-exit", () -> delivery.flushAtExit(shutdownTimeout));
    }

    /**
     * Continues this pipeline under other options, as a reload does: what waits and the account go on, a request under
     * way is finished first. Records that still come to this one are taken; its {@link #close} and {@link #release} do
     * nothing any more.
     *
     * @return null if this one has ended, and cannot be continued
     */
    public TrackPipeline succeed(String appender, TrackOptions options, Consumer<String> reports) {
        TrackPipeline successor = new TrackPipeline(appender, delivery, options, threads);
        if (!delivery.adopt(successor, options, reports)) {
            return null;
        }
        ExitHooks.remove(exitHook);
        ExitHooks.add(successor.exitHook);
        return successor;
    }

    /**
     * Lets go of delivery, for a successor to take up. Returns at once; without one, delivery goes on in the background
     * and ends after {@code shutdownTimeout}.
     *
     * @param unclaimed is called once it has ended without a successor
     */
    public void release(Runnable unclaimed) {
        delivery.release(this, shutdownTimeout, () -> {
            ExitHooks.remove(exitHook);
            unclaimed.run();
        });
    }

    /** Makes an event of the record, or counts why there is none. Never throws, never blocks. */
    public void track(TrackRecord record) {
        long[] here = threads.get();
        if (here == null) {
            here = EventTimes.begin(new long[EventTimes.NUMBERS + 1]);
            threads.set(here);
        }
        if (here[READING] != 0) {
            delivery.reject(Loss.UNREADABLE, "a value of another record logged it while it was read", null);
            return;
        }
        here[READING] = 1;
        try {
            delivery.accept(encoder.encode(record, here));
        } catch (Rejection rejection) {
            delivery.reject(rejection.loss(), rejection.getMessage(), rejection.event());
        } catch (Throwable unexpected) { // whatever it is, it must not reach the application's log call
            delivery.reject(Loss.UNREADABLE, unexpected.getClass().getName(), null);
        } finally {
            here[READING] = 0;
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

    /** As {@link #close(Duration)}, for at most {@code shutdownTimeout}. */
    public TrackCounts close() {
        return close(shutdownTimeout);
    }

    /**
     * Delivers what is there, for at most {@code atMost} and {@code shutdownTimeout}, and ends. Later records are
     * counted as dropped. Does nothing the second time, or if the pipeline has a successor.
     *
     * @return where everything went
     */
    public TrackCounts close(Duration atMost) {
        ExitHooks.remove(exitHook);
        delivery.close(this, atMost.compareTo(shutdownTimeout) < 0 ? atMost : shutdownTimeout);
        return delivery.counts();
    }
}
