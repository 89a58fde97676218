// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ai.thrivestack.track.OneLine;

/**
 * What people must know while the application runs, without flooding its log: the first of a kind at once, then one
 * line a minute with the count, and one line on recovery. Any thread reports; the worker says it, so that no
 * application thread logs from inside its own log call.
 *
 * <p>The kinds are few and fixed, and so is the memory. Thread-safe.
 */
final class Diagnostics {
    static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private volatile Consumer<String> sink;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    Diagnostics(Consumer<String> sink) {
        this.sink = sink;
    }

    /** From now on, as after a reload. */
    void reportTo(Consumer<String> sink) {
        this.sink = sink;
    }

    private static final class Kind {
        /** Reported and not yet said. */
        long unsaid;
        /** The newest of them. */
        String message;
        /** Said, and not yet followed by a recovery. */
        boolean raised;

        boolean everSaid;
        long saidNanos;

        boolean isDue(long now) {
            return unsaid > 0 && (!everSaid || now - saidNanos >= QUIET_NANOS);
        }
    }

    /**
     * Any thread.
     *
     * @return true if it is the first of its kind, and the worker should say it at once
     */
    synchronized boolean report(String name, String message) {
        Kind kind = kinds.computeIfAbsent(name, any -> new Kind());
        kind.message = message;
        kind.unsaid++;
        return !kind.everSaid && kind.unsaid == 1;
    }

    /** The worker: what was reported under this name is over. Says so if the trouble itself was said. */
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

    synchronized boolean isDue(long now) {
        return kinds.values().stream().anyMatch(kind -> kind.isDue(now));
    }

    /** The worker: says what is due. */
    void emit(long now) {
        String line;
        while ((line = nextLine(now, false)) != null) {
            say(line);
        }
    }

    /** At the end: says what is left, due or not. */
    void emitAll() {
        String line;
        while ((line = nextLine(System.nanoTime(), true)) != null) {
            say(line);
        }
    }

    private synchronized String nextLine(long now, boolean all) {
        for (Kind kind : kinds.values()) {
            if (kind.isDue(now) || all && kind.unsaid > 0) {
                String line = kind.unsaid == 1
                        ? kind.message
                        : kind.message + " (" + kind.unsaid + " times since the last such line)";
                kind.unsaid = 0;
                kind.everSaid = true;
                kind.raised = true;
                kind.saidNanos = now;
                return line;
            }
        }
        return null;
    }

    /** Says it now. What becomes of it is the application's logging, which must not stop delivery. */
    void say(String line) {
        try {
            sink.accept(OneLine.of(line)); // all that is said at run time goes through here
        } catch (Throwable broken) { // whatever it is, it must not end the worker; nobody is left to tell
        }
    }
}
