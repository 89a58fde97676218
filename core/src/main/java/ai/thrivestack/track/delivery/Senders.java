// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Uninterruptibly;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Transport;

/**
 * The threads that wait for the API, one for each request in flight. The worker alone gives them batches to send and
 * takes their answers; a thread that has an answer wakes the worker. A thread is made when all others are busy, and kept.
 */
final class Senders {
    /** A batch that was sent, and its answer. */
    static final class Sent {
        final PendingBatch batch;
        final Answer answer;
        /** When the attempt began, by {@link System#nanoTime()}. */
        final long startNanos;

        Sent(PendingBatch batch, Answer answer, long startNanos) {
            this.batch = batch;
            this.answer = answer;
            this.startNanos = startNanos;
        }
    }

    private final ThreadPoolExecutor threads;
    private final Runnable wake;
    private final Queue<Sent> answered = new ConcurrentLinkedQueue<>();
    private int inFlight;

    /** @param wake is called by a thread that has an answer */
    Senders(ThreadFactory factory, Runnable wake) {
        this.wake = wake;
        threads =
                new ThreadPoolExecutor(1, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    void send(PendingBatch batch, Transport transport, long startNanos) {
        inFlight++;
        threads.setCorePoolSize(Math.max(inFlight, threads.getCorePoolSize()));
        try {
            threads.execute(() -> {
                answered.add(new Sent(batch, attempt(batch.batch, transport), startNanos));
                wake.run();
            });
        } catch (Throwable noThread) { // such as an OutOfMemoryError: the batch goes back
            answered.add(new Sent(batch, Answer.none(noThread.toString()), startNanos));
        }
    }

    /** A throwable would leave the batch in flight for ever, so even an error of the JVM counts as a failed attempt. */
    private static Answer attempt(Batch batch, Transport transport) {
        try {
            return transport.send(batch);
        } catch (Throwable unexpected) {
            return Answer.none(unexpected.toString());
        }
    }

    /** The next answer, null if there is none. */
    Sent poll() {
        Sent sent = answered.poll();
        if (sent != null) {
            inFlight--;
        }
        return sent;
    }

    boolean hasAnswer() {
        return !answered.isEmpty();
    }

    /** How many batches were sent whose answer the worker has not taken. */
    int inFlight() {
        return inFlight;
    }

    /** Ends the threads, and waits for those that send, for {@code nanos} at most. */
    void end(long nanos) {
        threads.shutdown();
        Uninterruptibly.await(nanos, threads::awaitTermination);
    }
}
