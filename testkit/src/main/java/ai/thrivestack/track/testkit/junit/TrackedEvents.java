// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackedEvent;

/**
 * What the running test has tracked so far. A parameter of a test that uses {@link TrackExtension}.
 *
 * <p>Each assertion first lets the appenders deliver what has been logged. One that expects events then waits for them,
 * 5 seconds unless {@link #within} or the configuration parameter {@code track.testkit.timeout} says otherwise, so that
 * other threads have time to log; one that expects none looks at once. A failed assertion is an {@link AssertionError}.
 * For the test's thread.
 */
public final class TrackedEvents {
    private final Duration timeout;

    TrackedEvents(Duration timeout) {
        this.timeout = timeout;
    }

    /** The same with another patience: how long an assertion may wait, for delivery and for events. */
    public TrackedEvents within(Duration patience) {
        return new TrackedEvents(Objects.requireNonNull(patience, "patience"));
    }

    /**
     * Waits for an event of that name. What it must hold is added to the result, which checks at once:
     * {@code assertTracked("signed_up").withUser("u-17").with("plan", "pro")}.
     */
    public TrackedEventAssert assertTracked(String eventName) {
        return TrackedEventAssert.that(Window.current(), timeout, eventName);
    }

    /** No event of that name has been tracked by now. */
    public void assertNotTracked(String eventName) {
        Objects.requireNonNull(eventName, "eventName");
        List<TrackedEvent> unwanted = new ArrayList<>(events());
        unwanted.removeIf(event -> !event.eventName().equals(eventName));
        assertNone("Expected no event " + eventName, unwanted);
    }

    /** No event at all has been tracked by now. */
    public void assertNothingTracked() {
        assertNone("Expected no event", events());
    }

    /**
     * No event tracked by now lacks what the vendor's reports need ({@link TrackedEvent#warnings}). Without this a
     * warning fails no test.
     */
    public void assertNoWarnings() {
        Set<String> warnings = new LinkedHashSet<>();
        for (TrackedEvent event : events()) {
            event.warnings().forEach(warning -> warnings.add(event.eventName() + " " + warning));
        }
        if (!warnings.isEmpty()) {
            throw new AssertionError(
                    "Expected no warnings in this test, but there are:" + Text.list(new ArrayList<>(warnings)));
        }
        Window.current().requireArrival();
    }

    private static void assertNone(String expectation, List<TrackedEvent> unwanted) {
        if (!unwanted.isEmpty()) {
            List<String> events = new ArrayList<>();
            unwanted.forEach(event -> events.add(event.json()));
            throw new AssertionError(expectation + " in this test, but there is:" + Text.list(events));
        }
        Window.current().requireArrival();
    }

    /** All that the test has logged up to this call and the API has accepted, in the order of arrival. */
    public List<TrackedEvent> events() {
        Window window = Window.current();
        window.flush(timeout);
        return Collections.unmodifiableList(window.events());
    }

    /**
     * The next requests get these answers, in this order and once each, to see what the application does in an outage.
     * Those that no request has got when the test ends are forgotten, and what waited for them is delivered.
     */
    public void answerNext(Answer... answers) {
        Window.current().answerNext(answers);
    }
}
