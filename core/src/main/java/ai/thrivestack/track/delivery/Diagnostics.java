// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

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

/**
 * What people must know, and the one place that decides where they hear it, once:
 *
 * <ul>
 *   <li>While the application runs, on its own logger, as soon as that is shown anywhere: the first of a kind at once,
 *       then one line a minute with the count, and one line on recovery.
 *   <li>A mistake in the configuration is a status of the framework, and where the framework does not print that, on that
 *       logger too.
 *   <li>Losses and mistakes that no log had shown when logging ended, or when the JVM exits, on standard error, in one
 *       line. What is lost after that line is told there too, in few lines.
 * </ul>
 *
 * <p>Any thread reports; the worker says it, so that no application thread logs from inside its own log call. The kinds
 * are few, and so is the memory. Thread-safe.
 */
final class Diagnostics {
    static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** No framework tells when a configuration has come into use, or what is said is printed. */
    static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static final long LONGEST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String appender;
    private final Consumer<String> lastResort;
    private volatile Reports reports;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private boolean ended;
    private long lateLosses;

    // The worker's: no log is shown, and when it looks again.
    private volatile boolean isDeaf;
    private volatile long nextLook;
    private long lookNanos = FIRST_LOOK_NANOS;

    /** @param lastResort standard error */
    Diagnostics(String appender, Reports reports, Consumer<String> lastResort) {
        this.appender = appender;
        this.reports = reports;
        this.lastResort = lastResort;
    }

    /** From now on, as after a reload. */
    void reportTo(Reports newReports) {
        reports = newReports;
        isDeaf = false;
    }

    private static final class Kind {
        /** Reported and not yet said. */
        long unsaid;
        /** The newest of them. */
        String message;
        /** A loss or a mistake. */
        boolean mustBeHeard;
        /** Said, and not yet followed by a recovery. */
        boolean raised;

        boolean everSaid;
        long saidNanos;

        boolean isDue(long now) {
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

    /**
     * Any thread: what is worth a line, if there is anybody to read it.
     *
     * @return true if it is the first of its kind, and the worker should say it at once
     */
    boolean report(String name, String message) {
        return report(name, message, false);
    }

    /** The same for what is lost, or left out of a file. */
    boolean reportLoss(String name, String message) {
        return report(name, message, true);
    }

    /** The same for what is wrong in a configuration. Called by the thread that configures. */
    boolean reportMistakes(List<String> sentences) {
        boolean isFirst = false;
        for (String sentence : sentences) {
            Reports current = reports;
            try {
                current.status(OneLine.of(sentence));
                if (current.isStatusShown()) {
                    continue;
                }
            } catch (Throwable broken) { // a listener of the framework's status must not stop the application's start
            }
            isFirst |= report(sentence, sentence, true);
        }
        return isFirst;
    }

    private boolean report(String name, String message, boolean mustBeHeard) {
        synchronized (this) {
            if (!ended) {
                Kind kind = kinds.computeIfAbsent(name, any -> new Kind());
                kind.message = message;
                kind.mustBeHeard = mustBeHeard;
                kind.unsaid++;
                return !kind.everSaid && kind.unsaid == 1;
            }
            if (!mustBeHeard || Long.bitCount(++lateLosses) > 1) {
                return false;
            }
            if (lateLosses > 1) {
                message += " (" + lateLosses + " such losses since the end)";
            }
        }
        sayAtLast(message);
        return false;
    }

    /** Any thread: what was reported under this name is over. Says so if the trouble itself was said. */
    void recovered(String name, String message) {
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

    /** The worker: {@link #emit} has something to say. */
    boolean isDue(long now) {
        return (!isDeaf || now - nextLook >= 0) && hasDue(now);
    }

    /** The worker: when to ask again although nothing new has come. */
    long untilNextLookNanos(long now) {
        return isDeaf && hasDue(now) ? Math.max(0, nextLook - now) : Long.MAX_VALUE;
    }

    private synchronized boolean hasDue(long now) {
        return kinds.values().stream().anyMatch(kind -> kind.isDue(now));
    }

    /** The worker: says what is due, if anybody can hear it. */
    void emit(long now) {
        if (isDue(now) && listen(now)) {
            for (Told told : take(kind -> kind.isDue(now), now)) {
                say(told.line);
                if (told.kind.mustBeHeard && !isLogShown()) {
                    takeBack(told); // logging has ended meanwhile, and it may have been too late
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
        } catch (Throwable broken) { // the framework is being taken down
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

    /** The JVM exits, and may halt at any moment: says what must be heard and was not, and from now on at once. */
    void tellAtExit() {
        sayAtLast(String.join("; ", takeAll()));
    }

    /**
     * Says what must be heard and was not, and the last sentence. What is lost later is said at once: the first, and then
     * each time that the number has doubled.
     *
     * @param isJvmExiting no log can be relied on any more, since other hooks end it meanwhile
     * @param last null if there is none
     */
    void end(boolean isJvmExiting, String last) {
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

    /** What must be heard and was not, due or not. */
    private synchronized List<String> takeAll() {
        ended = true;
        return take(kind -> kind.unsaid > 0 && kind.mustBeHeard, System.nanoTime()).stream()
                .map(told -> told.line)
                .collect(Collectors.toList());
    }

    /** Says it now. What becomes of it is the application's logging, which must not stop delivery. */
    private void say(String line) {
        try {
            reports.log(OneLine.of(line));
        } catch (Throwable broken) { // whatever it is, it must not end the worker; nobody is left to tell
        }
    }

    private void sayAtLast(String line) {
        try {
            if (!line.isEmpty()) {
                lastResort.accept(OneLine.of("Track appender " + appender + ": " + line));
            }
        } catch (Throwable broken) { // the application has put something else there, which throws
        }
    }
}
