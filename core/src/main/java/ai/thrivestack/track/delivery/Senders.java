// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for the API, one for each request under way. The worker alone gives them pieces to send and
 * takes their answers; whoever has one wakes it. A thread is made when all others are busy, and kept.
 */
final class Senders {
    /** A piece that was sent, and what became of it. */
    static final class Sent {
        final Piece piece;
        final Answer answer;
        /** When the attempt began, by {@link System#nanoTime()}. */
        final long startNanos;

        Sent(Piece piece, Answer answer, long startNanos) {
            this.piece = piece;
            this.answer = answer;
            this.startNanos = startNanos;
        }
    }

    private final ThreadPoolExecutor threads;
    private final Runnable wake;
    private final Queue<Sent> answered = new ConcurrentLinkedQueue<>();
    private int underWay;

    /** @param wake is called by a thread that has an answer */
    Senders(ThreadFactory factory, Runnable wake) {
        this.wake = wake;
        threads =
                new ThreadPoolExecutor(1, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    void send(Piece piece, Transport transport, long startNanos) {
        underWay++;
        threads.setCorePoolSize(Math.max(underWay, threads.getCorePoolSize()));
        try {
            threads.execute(() -> {
                answered.add(new Sent(piece, attempt(piece.batch, transport), startNanos));
                wake.run();
            });
        } catch (Throwable noThread) { // such as an OutOfMemoryError: the piece goes back
            answered.add(new Sent(piece, Answer.none(noThread.toString()), startNanos));
        }
    }

    /** What is thrown here would leave the piece under way for good; so even an error of the JVM is a failed attempt. */
    private static Answer attempt(Batch batch, Transport transport) {
        try {
            return transport.send(batch);
        } catch (Throwable unexpected) {
            return Answer.none(unexpected.toString());
        }
    }

    /** Null if none has come since the last time. */
    Sent poll() {
        Sent sent = answered.poll();
        if (sent != null) {
            underWay--;
        }
        return sent;
    }

    boolean hasAnswer() {
        return !answered.isEmpty();
    }

    /** How many were sent whose answer was not taken. */
    int underWay() {
        return underWay;
    }

    /** Ends the threads, and waits until those have that are sending, at most so long. */
    void end(long millis) {
        threads.shutdown();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
