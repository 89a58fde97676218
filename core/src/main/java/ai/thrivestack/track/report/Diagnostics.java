// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.Reports;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Collects messages for people, and alone decides where each one is shown, once:
 *
 * <ul>
 *   <li>While the application runs, on the appender's own logger, as soon as a log shows it: the first message of a
 *       kind at once, then one line a minute with the count, and one line on recovery.
 *   <li>A mistake in the configuration is a status of the framework. If the framework does not print that, it is also
 *       logged on this logger.
 *   <li>When logging ends or the JVM exits, losses and mistakes that no log has shown go to standard error, in one
 *       line. Later losses go there too, in few lines.
 * </ul>
 *
 * <p>Any thread reports. The worker logs, so that no application thread logs inside its own log call. Only
 * {@link #recovered}, {@link #tellAtExit}, {@link #end} and losses after the end are shown by the calling thread. There
 * are few kinds, so this needs little memory. Thread-safe.
 */
public final class Diagnostics {
    static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** We must look again and again: no framework says when a configuration is in use and shows the log. */
    static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String appender;
    private final Consumer<String> lastResort;
    private final Runnable wake;
    private volatile Reports reports;

    @GuardedBy("this")
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean ended;

    @GuardedBy("this")
    private long lateLosses;

    // Used by the worker: no log is shown, and the time of its next look. A reload resets isDeaf.
    private volatile boolean isDeaf;
    private volatile long nextLook;
    private long lookNanos = FIRST_LOOK_NANOS;

    /**
     * @param lastResort writes to standard error
     * @param wake called when the worker should call {@link #emit} at once; by any thread
     */
    public Diagnostics(String appender, Reports reports, Consumer<String> lastResort, Runnable wake) {
        this.appender = appender;
        this.reports = reports;
        this.lastResort = lastResort;
        this.wake = wake;
    }

    /** Uses other reports from now on, for example after a reload. */
    public void reportTo(Reports newReports) {
        reports = newReports;
        isDeaf = false;
    }

    private static final class Kind {
        /** How many were reported and are not logged yet. */
        long unsaid;
        /** The newest message. */
        String message;
        /** It is a loss or a mistake. */
        boolean mustBeHeard;
        /** It was logged, and no recovery has come since. */
        boolean raised;

        boolean everSaid;
        long saidNanos;

        public boolean isDue(long now) {
            return unsaid > 0 && (!everSaid || now - saidNanos >= QUIET_NANOS);
        }

        String line() {
            return unsaid == 1 ? message : message + " (" + unsaid + " times since the last such line)";
        }

        void said(long now) {
            unsaid = 0;
            everSaid = true;
            raised = true;
            saidNanos = now;
        }
    }

    /** Any thread: a message for the log, if one is shown. The first of its kind is logged at once. */
    public void report(String name, String message) {
        report(name, message, false);
    }

    /** As {@link #report}, for events that are lost or missing in a file. */
    public void reportLoss(String name, String message) {
        report(name, message, true);
    }

    /** As {@link #report}, for mistakes in a configuration. Called by the thread that configures. */
    public void reportMistakes(List<String> sentences) {
        for (String sentence : sentences) {
            Reports current = reports;
            try {
                current.status(OneLine.of(sentence));
                if (current.isStatusShown()) {
                    continue;
                }
            } catch (Throwable broken) { // a status listener that throws must not stop the application's start
            }
            report(sentence, sentence, true);
        }
    }

    private void report(String name, String message, boolean mustBeHeard) {
        boolean isFirst;
        String late = null;
        synchronized (this) {
            isFirst = !ended && isFirst(name, message, mustBeHeard);
            if (ended && mustBeHeard && Long.bitCount(++lateLosses) == 1) {
                late = lateLosses == 1 ? message : message + " (" + lateLosses + " such losses since the end)";
            }
        }
        if (isFirst) {
            wake.run();
        } else if (late != null) {
            sayAtLast(late);
        }
    }

    @GuardedBy("this")
    private boolean isFirst(String name, String message, boolean mustBeHeard) {
        Kind kind = kinds.computeIfAbsent(name, any -> new Kind());
        kind.message = message;
        kind.mustBeHeard = mustBeHeard;
        kind.unsaid++;
        return !kind.everSaid && kind.unsaid == 1;
    }

    /** Any thread: the problem of this name is over. Logs this if the problem was logged. */
    public void recovered(String name, String message) {
        synchronized (this) {
            Kind kind = kinds.get(name);
            if (kind == null) {
                return;
            }
            kind.unsaid = 0;
            if (!kind.raised) {
                return;
            }
            kind.raised = false;
        }
        say(message);
    }

    /** The worker: {@link #emit} has something to log. */
    public boolean isDue(long now) {
        return (!isDeaf || now - nextLook >= 0) && hasDue(now);
    }

    /** The worker: how long until it must ask again, even without a new report. */
    public long untilNextLookNanos(long now) {
        return isDeaf && hasDue(now) ? Math.max(0, nextLook - now) : Long.MAX_VALUE;
    }

    private synchronized boolean hasDue(long now) {
        return kinds.values().stream().anyMatch(kind -> kind.isDue(now));
    }

    /** The worker: logs the due messages, if a log is shown. */
    public void emit(long now) {
        if (isDue(now) && listen(now)) {
            for (Told told : take(kind -> kind.isDue(now), now)) {
                say(told.line);
                if (told.kind.mustBeHeard && !isLogShown()) {
                    takeBack(told); // logging has ended since, perhaps before it showed this line
                }
            }
        }
    }

    private void takeBack(Told told) {
        synchronized (this) {
            if (!ended) {
                told.kind.unsaid += told.count;
                return;
            }
        }
        sayAtLast(told.line);
    }

    private boolean listen(long now) {
        isDeaf = !isLogShown();
        if (isDeaf) {
            nextLook = now + lookNanos;
            lookNanos = Math.min(2 * lookNanos, LONGEST_LOOK_NANOS);
        } else {
            lookNanos = FIRST_LOOK_NANOS;
        }
        return !isDeaf;
    }

    private boolean isLogShown() {
        try {
            return reports.isLogShown();
        } catch (Throwable broken) { // the framework is stopping
            return false;
        }
    }

    private static final class Told {
        final Kind kind;
        final long count;
        final String line;

        Told(Kind kind) {
            this.kind = kind;
            this.count = kind.unsaid;
            this.line = kind.line();
        }
    }

    private synchronized List<Told> take(Predicate<Kind> isWanted, long now) {
        List<Told> all = new ArrayList<>();
        for (Kind kind : kinds.values()) {
            if (isWanted.test(kind)) {
                all.add(new Told(kind));
                kind.said(now);
            }
        }
        return all;
    }

    /** The JVM exits and may halt at any moment: writes the unlogged losses and mistakes, and later losses at once. */
    public void tellAtExit() {
        sayAtLast(String.join("; ", takeAll()));
    }

    /**
     * Writes the unlogged losses and mistakes, and the last sentence. Later losses are written at once: the first one,
     * and then each time their number has doubled.
     *
     * @param isJvmExiting the log may not work, because other shutdown hooks end it at the same time
     * @param last the last sentence, null if there is none
     */
    public void end(boolean isJvmExiting, String last) {
        List<String> lines = takeAll();
        if (last != null) {
            lines.add(last);
        }
        String all = String.join("; ", lines);
        boolean logs = !isJvmExiting && !all.isEmpty() && isLogShown();
        if (logs) {
            say(all);
        }
        if (!logs || !isLogShown()) {
            sayAtLast(all);
        }
    }

    /** The unlogged losses and mistakes, even if not due. */
    private synchronized List<String> takeAll() {
        ended = true;
        return take(kind -> kind.unsaid > 0 && kind.mustBeHeard, System.nanoTime()).stream()
                .map(told -> told.line)
                .collect(Collectors.toList());
    }

    /** Logs a line now. A failure in the application's logging must not stop delivery. */
    private void say(String line) {
        try {
            reports.log(OneLine.of(line));
        } catch (Throwable broken) { // it must not end the worker, and there is no place left to report it
        }
    }

    private void sayAtLast(String line) {
        try {
            if (!line.isEmpty()) {
                lastResort.accept(OneLine.of("Track appender " + appender + ": " + line));
            }
        } catch (Throwable broken) { // the application has replaced standard error by a stream that throws
        }
    }
}
