// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/**
 * Reports losses after the ledger has counted them: to people, and to the dead-letter file if there is one.
 * Thread-safe.
 */
public final class LossReporter {
    private final Diagnostics diagnostics;
    /** Each has one thread, so that a disk that hangs delays nothing else. The thread starts with the first line. */
    private final Supplier<ScheduledExecutorService> writers;

    /** The time of the last loss, of {@link System#nanoTime()}; null if there was none. */
    private volatile Long last;

    /** Null if none is configured. */
    private volatile DeadLetterFile deadLetters;

    public LossReporter(TrackOptions options, Diagnostics diagnostics, Supplier<ScheduledExecutorService> writers) {
        this.diagnostics = diagnostics;
        this.writers = writers;
        configure(options);
    }

    /** Uses the file of these options from now on. */
    public void configure(TrackOptions options) {
        DeadLetterFile former = deadLetters;
        Path file = options.get(TrackOptions.DEAD_LETTER_FILE);
        deadLetters = file == null ? null : open(file);
        if (former != null) {
            former.close();
        }
    }

    private DeadLetterFile open(Path file) {
        return new DeadLetterFile(
                new DeadLetterWriter(file, DeadLetterFile.MAX_FILE_BYTES), writers.get(), diagnostics::reportLoss);
    }

    /** @param events one element for each event, null if its JSON does not exist */
    public void tell(Loss loss, String detail, List<byte[]> events) {
        last = System.nanoTime();
        bury(loss, detail, events);
        String number = events.size() == 1 ? "an event" : events.size() + " events";
        diagnostics.reportLoss(
                loss.name(), (loss.isRejected() ? "rejected " : "dropped ") + number + ", " + loss + ": " + detail);
    }

    /** Writes the events to the dead-letter file only: the closing line tells people. */
    public void bury(Loss loss, String detail, List<byte[]> events) {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            events.forEach(event -> file.add(loss, detail, event));
        }
    }

    /** How long ago the last loss was; null if there was none. */
    public Duration sinceLast() {
        Long then = last;
        return then == null ? null : Duration.ofNanos(System.nanoTime() - then);
    }

    /** Waits until earlier dead letters are written. */
    public void flush() {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            file.flush();
        }
    }

    /** Later dead letters are still written, at once, by the thread that adds them. */
    public void close() {
        DeadLetterFile file = deadLetters;
        if (file != null) {
            file.close();
        }
    }
}
