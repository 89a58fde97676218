// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
 * call costs the encoding and a short lock; it waits for the network only while the JVM exits. Thread-safe.
 */
public final class TrackPipeline {
    /**
     * Where the state of a thread is not 0 while a record is being read: a value that logs itself when it is would never
     * come to an end. Logback guards its appenders against that only until 1.5.20.
     */
    private static final int READING = EventTimes.NUMBERS;

    final AppenderScope scope;
    final Recipient recipient;

    private final EventEncoder encoder;
    private final Delivery delivery;

    /**
     * What is kept of each thread: the times of its events, see {@link EventTimes}, and {@link #READING}. A successor goes
     * on with it, so that the times stay in order. Holds no class of ours, so it keeps no class loader.
     */
    private final ThreadLocal<long[]> threads;

    /** The appender has stopped. */
    private volatile boolean released;

    /**
     * Starts delivery, or continues that of a former appender in the same context, of the same name, endpoint and source
     * of credentials: what waits and the account go on. Touches neither network nor DNS.
     *
     * @param mistakes what is wrong with the configuration, beside what the options say themselves
     */
    public static TrackPipeline start(
            AppenderScope scope, TrackOptions options, List<String> mistakes, Reports reports) {
        TrackPipeline pipeline = LivePipelines.start(scope, options, reports);
        List<String> all = new ArrayList<>(options.problems());
        all.addAll(mistakes);
        pipeline.delivery.tellMistakes(Mistakes.untold(scope, all));
        return pipeline;
    }

    static TrackPipeline begin(AppenderScope scope, TrackOptions options, Reports reports) {
        Delivery delivery = new Delivery(scope.appender, options, reports);
        TrackPipeline pipeline = new TrackPipeline(scope, options, delivery, new ThreadLocal<>());
        Runnable unregister = registerBean(scope, pipeline);
        delivery.start(pipeline, () -> {
            unregister.run();
            LivePipelines.ended(pipeline);
        });
        return pipeline;
    }

    /**
     * The bean's class cannot be loaded at all in a runtime without JMX, since it catches exceptions of JMX. So the error
     * is caught here, in a class that names none of them.
     */
    private static Runnable registerBean(AppenderScope scope, TrackPipeline pipeline) {
        try {
            return AppenderBean.register(scope.appender, scope.contextName, pipeline);
        } catch (LinkageError noJmx) {
            return () -> {};
        }
    }

    private TrackPipeline(AppenderScope scope, TrackOptions options, Delivery delivery, ThreadLocal<long[]> threads) {
        this.scope = scope;
        this.recipient = new Recipient(options);
        this.delivery = delivery;
        this.threads = threads;
        encoder = new EventEncoder(options, delivery::hint);
    }

    /**
     * Continues this pipeline under other options; a request in flight is finished first. Records that still come to this
     * one are taken; its {@link #stop}, {@link #retire} and {@link #release} do nothing any more.
     *
     * @return null if this one has ended, and cannot be continued
     */
    TrackPipeline succeed(AppenderScope newScope, TrackOptions options, Reports reports) {
        TrackPipeline successor = new TrackPipeline(newScope, options, delivery, threads);
        return delivery.adopt(successor, options, reports) ? successor : null;
    }

    boolean isReleased() {
        return released;
    }

    boolean sharesDeliveryWith(TrackPipeline other) {
        return delivery == other.delivery;
    }

    /**
     * Makes an event of the record, or counts why there is none. Never throws. Blocks only if {@code overflow=block}, and
     * while the JVM exits, when it may wait for delivery within {@code shutdownTimeout}.
     */
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

    /**
     * The appender has stopped for a reload. Delivery goes on in the background, for a successor to continue; without one
     * it ends when nothing is pending any more, or after {@code shutdownTimeout}, and what is undelivered then is told. If
     * the JVM exits, as {@link #stop}, since nothing may run after it.
     */
    public void release() {
        released = true;
        delivery.release(this, true);
    }

    /** As {@link #release}, but without waiting for a successor: the appender has stopped inside a log call. */
    public void retire() {
        released = true;
        delivery.release(this, false);
    }

    /**
     * The appender has stopped. Waits while events get through, and at least for one try, for at most {@code atMost} and
     * {@code shutdownTimeout}; what is left goes on as in {@link #retire}. If the JVM exits, waits for all of it, and
     * ends. Does nothing if the pipeline has a successor.
     *
     * @return where everything has gone so far
     */
    public TrackCounts stop(Duration atMost) {
        released = true;
        delivery.stop(this, atMost);
        if (LivePipelines.isAnyLeft()) {
            Delivery.prepareLaterEnds();
        }
        return delivery.counts();
    }
}
