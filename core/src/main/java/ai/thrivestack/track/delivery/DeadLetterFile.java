// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

import ai.thrivestack.track.Loss;

/**
 * Where lost events can be found: a JSON object a line, with {@code time}, {@code reason}, {@code message} and the
 * {@code event} as far as there is one.
 *
 * <p>Any thread adds, an application's inside its log call too. That costs a line's encoding and a short lock; the
 * timer writes {@value #DELAY_MILLIS} ms later. Who finds {@value #WRITE_BYTES} bytes collected writes them himself,
 * and who comes meanwhile waits for him, so that memory is bounded and yet no line is left out however fast they come.
 * Nobody waits for a write that has taken longer than a second: then lines are left out and counted, since a disk that
 * hangs must not hang the application.
 *
 * <p>The file is opened for each write only, so it can be moved away at any time, and several appenders and processes
 * can share it. A file that has reached 100 MB is left alone until it is moved away; one write may go beyond it.
 * Nothing is thrown: trouble is reported, with the number of lines it cost. Thread-safe.
 */
final class DeadLetterFile {
    private static final int MEGABYTE = 1024 * 1024;
    static final long MAX_FILE_BYTES = 100 * MEGABYTE;
    static final int WRITE_BYTES = 256 * 1024;
    static final int DELAY_MILLIS = 200;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DeadLetterEncoder encoder = new DeadLetterEncoder();
    private final DeadLetterAppender appender;
    private final ScheduledExecutorService timer;
    private final BiConsumer<String, String> reports;

    private final ReentrantLock lock = new ReentrantLock();
    /** A write has ended. */
    private final Condition ended = lock.newCondition();

    // All below under the lock.
    private ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private boolean scheduled;
    private boolean closed;
    /** Somebody is at the file, alone. */
    private boolean writing;

    private long writingSince;
    /** Lines that are not in the file, since the last write that went well. */
    private long leftOut;

    /** The file was, at the last write. */
    private boolean full;

    /**
     * @param timer writes: a disk that hangs holds up what else it has to do
     * @param reports takes trouble, by kind and in a sentence; any thread, inside log calls too
     */
    DeadLetterFile(Path file, ScheduledExecutorService timer, BiConsumer<String, String> reports) {
        this(new DeadLetterAppender(file, MAX_FILE_BYTES), timer, reports);
    }

    DeadLetterFile(DeadLetterAppender appender, ScheduledExecutorService timer, BiConsumer<String, String> reports) {
        this.appender = appender;
        this.timer = timer;
        this.reports = reports;
    }

    /**
     * Any thread; after {@link #close} too, when each line is written at once.
     *
     * @param detail what there is to say besides the reason; may be null
     * @param event its JSON, null if there is none
     */
    void add(Loss loss, String detail, byte[] event) {
        byte[] line;
        try {
            line = encoder.line(System.currentTimeMillis(), loss, detail, event);
        } catch (IOException impossible) { // there is no I/O
            line = new byte[0];
        }
        if (collect(line)) {
            flush();
        }
    }

    /** True if it is the caller who should write. */
    private boolean collect(byte[] line) {
        lock.lock();
        try {
            if (line.length == 0 || collected.size() >= WRITE_BYTES && patienceNanos() <= 0) {
                leftOut++;
                return false;
            }
            collected.write(line, 0, line.length);
            return closed || collected.size() >= WRITE_BYTES || !scheduleFlush();
        } finally {
            lock.unlock();
        }
    }

    /** False if the timer has ended. */
    private boolean scheduleFlush() {
        try {
            if (!scheduled) {
                timer.schedule(this::flushInTime, DELAY_MILLIS, TimeUnit.MILLISECONDS);
                scheduled = true;
            }
            return true;
        } catch (RejectedExecutionException ended) {
            return false;
        }
    }

    private void flushInTime() {
        lock.lock();
        scheduled = false;
        lock.unlock();
        flush();
    }

    /** Writes what was added before, unless somebody has been at it in vain for more than a second. */
    void flush() {
        byte[] lines = take();
        if (lines == null) {
            return;
        }
        boolean room = true;
        Throwable trouble = null;
        try {
            room = appender.append(lines);
        } catch (Throwable thrown) { // whatever it is, it must not reach the application's log call
            trouble = thrown;
        }
        String report = settle(lines, room, trouble);
        if (report != null) {
            reports.accept("deadLetterFile " + (trouble != null ? "trouble" : room ? "recovery" : "full"), report);
        }
    }

    /** Null if there is nothing to write, or no way. */
    private byte[] take() {
        boolean interrupted = false;
        lock.lock();
        try {
            long waitNanos;
            // Its own patience too: others' short writes, one after the other, must not keep it for ever.
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (writing && (waitNanos = Math.min(patienceNanos(), deadline - System.nanoTime())) > 0) {
                try {
                    ended.awaitNanos(waitNanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (writing || collected.size() == 0) {
                return null;
            }
            byte[] lines = collected.toByteArray();
            collected = new ByteArrayOutputStream();
            writing = true;
            writingSince = System.nanoTime();
            return lines;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The write has ended. What there is to say about it, null if nothing. */
    private String settle(byte[] lines, boolean room, Throwable trouble) {
        lock.lock();
        try {
            writing = false;
            ended.signalAll();
            if (collected.size() > 0 && !closed) {
                scheduleFlush(); // the timer may have come and gone while the file was taken
            }
            boolean fullBefore = full;
            full = !room;
            if (trouble == null && room) {
                long missing = leftOut;
                leftOut = 0;
                return missing == 0
                        ? null
                        : "deadLetterFile " + appender.file + " is written again; " + missing
                                + " dead letters are missing in it";
            }
            leftOut += count(lines); // a full disk may have taken some of them
            if (trouble != null) {
                return "deadLetterFile " + appender.file + " cannot be written, " + leftOut
                        + " dead letters are missing in it: "
                        + trouble.getClass().getSimpleName() + ", " + trouble.getMessage()
                        + ". Name a file that this process may write, on a disk with room";
            }
            return fullBefore
                    ? null
                    : "deadLetterFile " + appender.file + " has reached " + appender.maxFileBytes / MEGABYTE
                            + "MB: later dead letters are not written; move it away";
        } finally {
            lock.unlock();
        }
    }

    private static long count(byte[] lines) {
        long count = 0;
        for (byte b : lines) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Writes what is there, and says how much could not be written. */
    void close() {
        lock.lock();
        closed = true;
        lock.unlock();
        flush();
        long missing;
        lock.lock();
        try {
            // When the disk hangs, nobody comes back for what is left.
            missing = leftOut + (patienceNanos() <= 0 ? count(collected.toByteArray()) : 0);
        } finally {
            lock.unlock();
        }
        if (missing > 0) {
            reports.accept(
                    "deadLetterFile end", missing + " dead letters are missing in deadLetterFile " + appender.file);
        }
    }

    /** How long a write under way deserves that one waits for it. */
    private long patienceNanos() {
        return writing ? writingSince + PATIENCE_NANOS - System.nanoTime() : PATIENCE_NANOS;
    }
}
