// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import ai.thrivestack.track.testkit.TrackedEvent;

/**
 * An event of the running test, described step by step. Each step asks for one thing more, and waits until there is an
 * event with all that has been asked for; what it does not ask for may be anything. If there is none in time, it
 * fails with the events that came nearest. Immutable; for the test's thread.
 *
 * <p>Numbers are compared by value: 3, 3L and 3.0 are equal, and "3" is none of them. Enums are expected by their
 * names, UUID, URI and {@code java.time} by their texts. Null is a value, and not the same as an absent one.
 */
public final class TrackedEventAssert {
    private final Window window;
    private final Duration timeout;
    private final Expectation expectation;

    private TrackedEventAssert(Window window, Duration timeout, Expectation expectation) {
        this.window = window;
        this.timeout = timeout;
        this.expectation = expectation;
    }

    static TrackedEventAssert that(Window window, Duration timeout, String eventName) {
        Expectation named = Expectation.named(Objects.requireNonNull(eventName, "eventName"));
        return new TrackedEventAssert(window, timeout, named).atLeastOnce();
    }

    /** It has that {@code user_id}. */
    public TrackedEventAssert withUser(String userId) {
        return and(Criterion.user(Objects.requireNonNull(userId, "userId")));
    }

    /**
     * It has that property with that value.
     *
     * @throws IllegalArgumentException if no event can hold such a value
     */
    public TrackedEventAssert with(String property, Object value) {
        return and(Criterion.property(Objects.requireNonNull(property, "property"), value));
    }

    /** It does not have that property. */
    public TrackedEventAssert without(String property) {
        return and(Criterion.noProperty(Objects.requireNonNull(property, "property")));
    }

    /**
     * Its context has that value: {@code withContext("group_id", "acme")}.
     *
     * @throws IllegalArgumentException if no event can hold such a value
     */
    public TrackedEventAssert withContext(String name, Object value) {
        return and(Criterion.context(Objects.requireNonNull(name, "name"), value));
    }

    /** There are exactly so many such events: waits for that many, and fails if there are more by then. */
    public TrackedEventAssert times(int count) {
        boolean enough = await(events -> count(events) >= count);
        window.flush(timeout);
        long found = count(window.events());
        if (!enough || found != count) {
            throw failure("Expected " + count + " × " + expectation + ", but there " + (found == 1 ? "was " : "were ")
                    + found + (found < count ? Text.after(timeout) : "") + ".");
        }
        return this;
    }

    /** The first such event, for assertions of your own. */
    public TrackedEvent event() {
        return window.events().stream().filter(expectation::matches).findFirst().get();
    }

    private TrackedEventAssert and(Criterion criterion) {
        return new TrackedEventAssert(window, timeout, expectation.and(criterion)).atLeastOnce();
    }

    private TrackedEventAssert atLeastOnce() {
        if (!await(events -> count(events) > 0)) {
            throw failure("Expected " + expectation + ", but there was none" + Text.after(timeout) + ".");
        }
        return this;
    }

    /** Most tests are single-threaded: what they have logged is there after a flush, and often before. */
    private boolean await(Predicate<List<TrackedEvent>> condition) {
        if (condition.test(window.events())) {
            return true;
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        window.flush(timeout);
        return window.await(condition, Duration.ofNanos(deadline - System.nanoTime()));
    }

    private long count(List<TrackedEvent> events) {
        return events.stream().filter(expectation::matches).count();
    }

    private AssertionError failure(String summary) {
        StringBuilder message = new StringBuilder(summary);
        message.append("\n\n").append(new NearMisses(expectation).among(window.events()));
        window.remarks().forEach(remark -> message.append("\n\n").append(remark));
        return new AssertionError(message.toString());
    }
}
