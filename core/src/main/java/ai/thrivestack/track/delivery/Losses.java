// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/**
 * Where losses are told once the ledger has them: to people, and to the dead-letter file if there is one.
 * Thread-safe.
 */
final class Losses {
    private final Diagnostics diagnostics;
    /** The file's own, which a disk that hangs may hold up. Has no thread before there is something to write. */
    private final ScheduledThreadPoolExecutor timer;

    /** Null if nobody wants one. */
    private volatile DeadLetterFile deadLetters;

    Losses(TrackOptions options, Diagnostics diagnostics, DaemonThreads threads) {
        this.diagnostics = diagnostics;
        this.timer = new ScheduledThreadPoolExecutor(1, threads.named("-dead-letters"));
        configure(options);
    }

    /** Takes up the file of other options. */
    void configure(TrackOptions options) {
        DeadLetterFile former = deadLetters;
        Path file = options.get(TrackOptions.DEAD_LETTER_FILE);
        deadLetters = file == null ? null : new DeadLetterFile(file, timer, diagnostics::reportLoss);
        if (former != null) {
            former.close();
        }
    }

    /**
     * @param events what there is of them; an element is null where there is nothing
     * @return true if it is the first of its kind, and the worker should say it at once
     */
    boolean tell(Loss loss, String detail, List<byte[]> events) {
        bury(loss, detail, events);
        String number = events.size() == 1 ? "an event" : events.size() + " events";
        return diagnostics.reportLoss(
                loss.name(), (loss.isRejected() ? "rejected " : "dropped ") + number + ", " + loss + ": " + detail);
    }

    /** As {@link #tell} without a word: the closing line says the rest. */
    void bury(Loss loss, String detail, List<byte[]> events) {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            events.forEach(event -> file.add(loss, detail, event));
        }
    }

    /** Writes dead letters that were told before. */
    void flush() {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            file.flush();
        }
    }

    /** What comes later is still written, at once. */
    void close() {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            file.close();
        }
        timer.shutdownNow();
    }
}
