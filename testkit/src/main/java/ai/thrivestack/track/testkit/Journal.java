// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the server has received so far. The connections' threads enter requests, the tests' threads and the page's
 * streams read and wait; one lock orders them all.
 */
final class Journal {

    /** The refusals that a failed wait shows. */
    private static final int LAST = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Recent recent = new Recent(System::currentTimeMillis);
    private final boolean keepsAll;
    private final List<TrackedEvent> events = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<Consumer<TrackedEvent>> eventListeners = new ArrayList<>();
    private final List<Consumer<Refusal>> refusalListeners = new ArrayList<>();
    private boolean closed;

    /** Goes up with everything that the page shows. */
    private long version;

    /** Keeps all that is received, or only what {@link Recent} has room for: its lists then stay empty. */
    Journal(boolean keepsAll) {
        this.keepsAll = keepsAll;
    }

    /**
     * A scripted request: what it holds is neither kept nor judged.
     *
     * @return false once the journal is closed: nothing is entered then
     */
    boolean enter(ReceivedRequest request) {
        return enter(request, () -> recent.addScripted(request));
    }

    /** @return as {@link #enter(ReceivedRequest)} does */
    boolean enter(ReceivedRequest request, Verdict verdict) {
        return enter(request, () -> {
            recent.add(request, verdict);
            add(verdict);
        });
    }

    private boolean enter(ReceivedRequest request, Runnable more) {
        lock.lock();
        try {
            if (!closed) {
                add(request);
                more.run();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void warnBy(Function<TrackedEvent, List<String>> plan) {
        locked(() -> recent.warnBy(plan));
    }

    List<TrackedEvent> events() {
        return snapshot(events);
    }

    List<Refusal> refusals() {
        return snapshot(refusals);
    }

    List<ReceivedRequest> requests() {
        return snapshot(requests);
    }

    void onEvent(Consumer<TrackedEvent> listener) {
        locked(() -> eventListeners.add(listener));
    }

    void onRefusal(Consumer<Refusal> listener) {
        locked(() -> refusalListeners.add(listener));
    }

    void clear() {
        locked(() -> {
            events.clear();
            refusals.clear();
            requests.clear();
            recent.clear();
            changed();
        });
    }

    /** Reads what the page shows, under the lock. */
    <T> T recent(Function<Recent, T> reading) {
        lock.lock();
        try {
            return reading.apply(recent);
        } finally {
            lock.unlock();
        }
    }

    /** Something that the page shows has changed elsewhere. */
    void changed() {
        locked(() -> {
            version++;
            changed.signalAll();
        });
    }

    /** Changes whenever {@link #changed} is called; negative once the journal is closed. */
    long version() {
        lock.lock();
        try {
            return closed ? -1 : version;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is another version than that, but not longer than so many milliseconds; returns it. */
    long awaitChange(long seen, long millis) throws InterruptedException {
        return awaitThat(() -> version() != seen, millis);
    }

    /** Waits until the journal is closed, but not longer than so many milliseconds. */
    void awaitClose(long millis) throws InterruptedException {
        awaitThat(() -> closed, millis);
    }

    private long awaitThat(BooleanSupplier condition, long millis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!condition.getAsBoolean() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return version();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is entered, and nobody waits. */
    void close() {
        locked(() -> {
            closed = true;
            changed.signalAll();
        });
    }

    List<TrackedEvent> awaitEvents(int count, long timeout, TimeUnit unit) {
        lock.lock();
        try {
            await(count + " events", () -> events.size() >= count, timeout, unit);
            return snapshot(events);
        } finally {
            lock.unlock();
        }
    }

    void await(String what, BooleanSupplier condition, long timeout, TimeUnit unit) {
        lock.lock();
        try {
            long nanos = unit.toNanos(timeout);
            while (!condition.getAsBoolean()) {
                if (nanos <= 0 || closed) {
                    String why = closed ? "the server is closed" : timeout + " " + unit + " have passed";
                    throw new AssertionError("waited for " + what + ", but " + why + ": " + state());
                }
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what + ": " + state(), e);
        } finally {
            lock.unlock();
        }
    }

    private void add(ReceivedRequest request) {
        if (keepsAll) {
            requests.add(request);
        }
        changed();
    }

    private void add(Verdict verdict) {
        if (keepsAll) {
            events.addAll(verdict.events());
            refusals.addAll(verdict.refusals());
        }
        verdict.events().forEach(event -> eventListeners.forEach(listener -> listener.accept(event)));
        verdict.refusals().forEach(refusal -> refusalListeners.forEach(listener -> listener.accept(refusal)));
    }

    private String state() {
        long failed = requests.stream().filter(r -> r.status() / 100 != 2).count();
        StringBuilder state = new StringBuilder()
                .append(events.size())
                .append(" events have been accepted, and ")
                .append(failed)
                .append(" of ")
                .append(requests.size())
                .append(" requests were refused or failed by script");
        int last = Math.max(0, refusals.size() - LAST);
        refusals.subList(last, refusals.size())
                .forEach(refusal -> state.append("\n    refused ").append(refusal));
        return state.toString();
    }

    private <T> List<T> snapshot(List<T> list) {
        lock.lock();
        try {
            return Collections.unmodifiableList(new ArrayList<>(list));
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
