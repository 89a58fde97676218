// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Uninterruptibly;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Writes lost events to a file: one JSON object a line, with {@code time}, {@code reason}, {@code message} if there is
 * one, and {@code event}, which may be null.
 *
 * <p>Any thread adds a line, also inside a log call. It only puts the event into a queue. One thread, the writer,
 * encodes and writes the whole queue: {@value #DELAY_MILLIS} ms after the first event, or at once when the queue has
 * {@value #WRITE_BYTES} bytes. At {@value #QUEUE_BYTES} bytes a log call waits until the writer takes them, so memory
 * is bounded and no line is left out while the disk works. If a write hangs, threads wait for it once, for a second.
 * Then lines are left out and counted, because the application must not hang. After {@link #close} there is no writer:
 * the thread that adds a line writes it.
 *
 * <p>The file is open only during a write, so it can be moved away at any time, and several appenders and processes can
 * share it. A file of 100 MB or more is not written until it is moved away; one write may exceed this size. Nothing is
 * thrown: a failure is reported, with the number of missing lines. Thread-safe.
 */
final class DeadLetterFile {
    private static final int MEGABYTE = 1024 * 1024;
    static final long MAX_FILE_BYTES = 100 * MEGABYTE;
    static final int QUEUE_BYTES = MEGABYTE;
    static final int WRITE_BYTES = QUEUE_BYTES / 4;
    static final int DELAY_MILLIS = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int NEVER = Integer.MAX_VALUE;

    private final DeadLetterWriter out;
    private final ScheduledExecutorService writer;
    private final BiConsumer<String, String> reports;

    private final LinkedBlockingQueue<DeadLetter> queue = new LinkedBlockingQueue<>();
    /**
     * How many bytes the queue can still take. Fair, so that a large event does not wait for ever behind small ones.
     */
    private final Semaphore space = new Semaphore(QUEUE_BYTES, true);
    /** The shortest delay in milliseconds with which the writer was called since its last write began. */
    private final AtomicInteger delay = new AtomicInteger(NEVER);
    /** How many lines are missing in the file since the last successful write. */
    private final AtomicLong leftOut = new AtomicLong();
    /** Held during a write. */
    private final ReentrantLock writing = new ReentrantLock();
    /** The file was full at the last write. */
    @GuardedBy("writing")
    private boolean full;
    /**
     * When a write last began or ended, or an event came while nothing was queued or written; {@link
     * System#nanoTime()}.
     */
    private volatile long progressNanos;

    /**
     * @param writer has one thread, only for this file; {@link #close} shuts it down
     * @param reports gets the kind of a failure and a sentence; called by any thread, also inside log calls
     */
    DeadLetterFile(DeadLetterWriter out, ScheduledExecutorService writer, BiConsumer<String, String> reports) {
        this.out = out;
        this.writer = writer;
        this.reports = reports;
    }

    /** See {@link DeadLetter} for what may be null. */
    void add(Loss loss, String detail, byte[] event) {
        DeadLetter letter = new DeadLetter(loss, detail, event);
        int bytes = letter.bytes();
        if (isIdle()) {
            progressNanos = System.nanoTime();
        }
        if (bytes > space.availablePermits()) {
            callWriter(0); // a large event can wait for space before the writer was called at all
        }
        if (!await((atMost, unit) -> space.tryAcquire(bytes, atMost, unit))) {
            leftOut.incrementAndGet();
            return;
        }
        queue.add(letter);
        if (!callWriter(space.availablePermits() > QUEUE_BYTES - WRITE_BYTES ? DELAY_MILLIS : 0)) {
            write();
        }
    }

    /** @return false if there is no writer */
    private boolean callWriter(int delayMillis) {
        boolean isCalled = delay.getAndAccumulate(delayMillis, Math::min) <= delayMillis && !writer.isShutdown();
        return isCalled || schedule(this::write, delayMillis);
    }

    private boolean schedule(Runnable task, int delayMillis) {
        try {
            writer.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (Throwable none) { // the writer is shut down, or there is no memory for its thread
            delay.set(NEVER);
            return false;
        }
    }

    /** Waits until the writer has written all lines that were added before; one second at most if a write hangs. */
    void flush() {
        if (isIdle()) {
            return; // else the writer's thread would start for nothing
        }
        CountDownLatch written = new CountDownLatch(1);
        Runnable task = () -> {
            write();
            written.countDown();
        };
        if (!schedule(task, 0)) {
            write();
        } else if (!await(written::await)) {
            await(written::await); // once more: the write before may have used most of the time
        }
    }

    /** Writes the queue, and reports how many lines could not be written. */
    void close() {
        flush();
        writer.shutdownNow();
        flush(); // lines that were added during the first flush
        long missing = leftOut.get() + (hangs() ? queue.size() : 0);
        if (missing > 0) {
            reports.accept("deadLetterFile end", missing + " dead letters are missing in deadLetterFile " + out.file);
        }
    }

    private boolean isIdle() {
        return queue.isEmpty() && !writing.isLocked();
    }

    private boolean hangs() {
        return System.nanoTime() - progressNanos > PATIENCE_NANOS;
    }

    private boolean await(Uninterruptibly.Wait wait) {
        return Uninterruptibly.await(hangs() ? 0 : PATIENCE_NANOS, wait);
    }

    private void write() {
        delay.set(NEVER);
        if (!await(writing::tryLock)) {
            return;
        }
        try {
            progressNanos = System.nanoTime();
            List<DeadLetter> letters = new ArrayList<>();
            queue.drainTo(letters);
            space.release(letters.stream().mapToInt(DeadLetter::bytes).sum());
            if (!letters.isEmpty()) {
                append(letters);
            }
        } finally {
            progressNanos = System.nanoTime();
            writing.unlock();
        }
    }

    @GuardedBy("writing")
    private void append(List<DeadLetter> letters) {
        boolean wasFull = full;
        Throwable failure = null;
        try {
            ByteArrayOutputStream lines = new ByteArrayOutputStream(QUEUE_BYTES);
            for (DeadLetter letter : letters) {
                letter.writeLine(lines);
            }
            full = !out.append(lines.toByteArray());
        } catch (Throwable thrown) { // nothing may be thrown into the application's log call
            failure = thrown;
            full = false;
        }
        boolean failed = full || failure != null;
        // counts all of them, although a full disk may have taken some
        long missing = failed ? leftOut.addAndGet(letters.size()) : leftOut.getAndSet(0);
        String missingInIt = missing + " dead letters are missing in it";
        if (failure != null) {
            report(
                    "trouble",
                    "cannot be written, " + missingInIt + ": "
                            + failure.getClass().getSimpleName() + ", " + failure.getMessage()
                            + ". Name a file that this process may write, on a disk with room");
        } else if (full && !wasFull) {
            String size = out.maxFileBytes / MEGABYTE + "MB";
            report("full", "has reached " + size + ": later dead letters are not written; move it away");
        } else if (!failed && missing > 0) {
            report("recovery", "is written again; " + missingInIt);
        }
    }

    private void report(String kind, String sentence) {
        reports.accept("deadLetterFile " + kind, "deadLetterFile " + out.file + " " + sentence);
    }
}
