// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.time.Duration;
import java.util.List;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventSink;
import ai.thrivestack.track.capture.EventTimes;
import ai.thrivestack.track.capture.Rejection;
import ai.thrivestack.track.delivery.Delivery;

/**
 * The appender's way to the API: records go in, events are delivered. {@link #track} encodes the record on the calling
 * thread and leaves the bytes in a bounded buffer. A daemon thread, {@code track-<appender>}, takes them in batches; other
 * daemon threads, one for each request in flight, send these.
 *
 * <p>Nothing is thrown at the application, and every record is counted in {@link #counts()}. A log call costs the encoding
 * and a copy into the buffer. In memory it takes no lock: threads of the same stripe only spin while another copies its
 * event. With a spool, or when the buffer is full, it takes the buffer's lock for a short time. Thread-safe.
 */
public final class TrackPipeline {
    /**
     * The index in a thread's state that is not 0 while a record is being read: a value that logs while it is read would
     * recurse for ever. Logback guards its appenders against that only until 1.5.20.
     */
    private static final int READING = EventTimes.NUMBERS;

    final AppenderScope scope;
    final Recipient recipient;

    private final EventEncoder encoder;
    private final Delivery delivery;
    private final EventSink sink;
    private final Runnable stopped;

    /**
     * The state of each thread: the times of its events, see {@link EventTimes}, and {@link #READING}. A successor uses it,
     * too, so that the times stay in order. Holds no class of ours, so it keeps no class loader alive.
     */
    private final ThreadLocal<long[]> threads;

    /** The appender has stopped. */
    private volatile boolean released;

    /** @param stopped is called at the end of {@link #stop} */
    TrackPipeline(AppenderScope scope, TrackOptions options, Delivery delivery, Runnable stopped) {
        this(scope, options, delivery, stopped, new ThreadLocal<>());
    }

    private TrackPipeline(
            AppenderScope scope,
            TrackOptions options,
            Delivery delivery,
            Runnable stopped,
            ThreadLocal<long[]> threads) {
        this.scope = scope;
        this.stopped = stopped;
        this.recipient = new Recipient(options);
        this.delivery = delivery;
        this.threads = threads;
        this.sink = delivery::accept;
        encoder = new EventEncoder(options, delivery::hint);
    }

    /**
     * Makes a successor with other options; it applies them when no request is in flight. This pipeline still takes
     * records, but its {@link #stop}, {@link #retire} and {@link #release} do nothing any more.
     *
     * @return null if delivery has ended
     */
    TrackPipeline succeed(AppenderScope newScope, TrackOptions options, Reports reports) {
        TrackPipeline successor = new TrackPipeline(newScope, options, delivery, stopped, threads);
        return delivery.adopt(successor, options, reports) ? successor : null;
    }

    void tellMistakes(List<String> sentences) {
        delivery.tellMistakes(sentences);
    }

    boolean isReleased() {
        return released;
    }

    boolean sharesDeliveryWith(TrackPipeline other) {
        return delivery == other.delivery;
    }

    /**
     * Makes an event of the record, or counts why there is none. Does not throw. The call can block:
     *
     * <ul>
     *   <li>if {@code overflow=block} and the buffer is full: for {@code overflowTimeout} at most;
     *   <li>with a spool, while its next file is made or the space of a delivered file comes back: for two seconds a file at
     *       most, then events go to memory;
     *   <li>with a dead-letter file whose disk is slow: for one second at most for each event that the call loses, and no
     *       longer at all once a write has hung for a second. After delivery has ended, the call itself writes the line;
     *   <li>while the JVM exits: until the event is settled. All such waits together take {@code shutdownTimeout} at most; to
     *       end delivery after it takes milliseconds, but seconds if the disk hangs or a request cannot be aborted.
     * </ul>
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
            encoder.encode(record, here, sink);
        } catch (Rejection rejection) {
            delivery.reject(rejection.loss(), rejection.getMessage(), rejection.event());
        } catch (Throwable unexpected) { // no error may reach the application's log call
            delivery.reject(Loss.UNREADABLE, unexpected.getClass().getName(), null);
        } finally {
            here[READING] = 0;
        }
    }

    /**
     * Waits until all events that were tracked before this call are settled. An interrupt does not end the wait.
     *
     * @return true if they were delivered; false after {@code timeout}, if every request is refused, or if an event was
     *     lost since the last call
     */
    public boolean flush(Duration timeout) {
        return delivery.flush(timeout);
    }

    public TrackCounts counts() {
        return delivery.counts();
    }

    public DeliveryState state() {
        return delivery.state();
    }

    /**
     * The appender has stopped for a reload. Delivery goes on in the background, so that a successor can continue it.
     * Without a successor it ends when nothing is pending, or after {@code shutdownTimeout}, and reports what is
     * undelivered. While the JVM exits this works as {@link #stop}, since no code may run later.
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
     * The appender has stopped. Waits while events are delivered, and at least for one attempt, for {@code atMost} and
     * {@code shutdownTimeout} at most; what is left is delivered as after {@link #retire}. While the JVM exits, waits for
     * all events within that time, and ends. Does nothing if the pipeline has a successor.
     *
     * @return where every record has gone so far
     */
    public TrackCounts stop(Duration atMost) {
        released = true;
        delivery.stop(this, atMost);
        stopped.run();
        return delivery.counts();
    }
}
