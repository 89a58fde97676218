// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.Refusal;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.plan.TrackingPlan;

/**
 * The events of one test. It opens and closes with a flush of all appenders: what was logged before it has arrived, is
 * forgotten and cannot arrive in it, and what was logged in it has arrived when it is judged. The server and the
 * appenders are the JVM's, so that there is one window at a time.
 *
 * <p>An asynchronous appender in front of ours is beyond a flush. What it hands over too late has a time before the
 * window, and is passed over; a time before the JVM's server is another clock's, and says nothing.
 *
 * <p>Opened and closed by the extension, read by the test, each on its thread.
 */
final class Window {
    /** Set from before a window is opened until it is closed. */
    private static final AtomicBoolean TAKEN = new AtomicBoolean();

    private static volatile Window open;

    private final LocalApi api;
    private final TrackServer server;
    private final Optional<TrackingPlan> plan;
    private final Map<String, Long> lossesBefore;
    private final long deliveredBefore;
    private final long openedMillis;
    private volatile List<String> unsettled = Collections.emptyList();

    private Window(LocalApi api, Optional<TrackingPlan> plan) {
        this.api = api;
        this.plan = plan;
        server = api.server();
        lossesBefore = Appenders.losses();
        deliveredBefore = Appenders.delivered();
        server.clear();
        openedMillis = System.currentTimeMillis();
    }

    /** {@link AssertionError} where events of earlier tests would turn up in it. */
    static Window open(Duration timeout, Optional<TrackingPlan> plan) {
        if (!TAKEN.compareAndSet(false, true)) {
            throw new IllegalStateException("Two tests that use the Track extension run at the same time, and nothing"
                    + " tells their events apart. Annotate their classes with @TrackTest, which keeps them apart, or"
                    + " with @ResourceLock(TrackTest.LOCK).");
        }
        try {
            LocalApi api = LocalApi.get();
            Logging.start();
            requireQuiet(Appenders.flush(timeout), timeout, api);
            open = new Window(api, plan);
            return open;
        } finally {
            TAKEN.set(open != null);
        }
    }

    private static void requireQuiet(List<String> unsettled, Duration timeout, LocalApi api) {
        if (!unsettled.isEmpty()) {
            throw new AssertionError("Events that were logged before this test have not arrived" + Text.after(timeout)
                    + ", and would turn up in it:" + Text.list(unsettled) + whyUnsettled(api));
        }
    }

    /** {@link IllegalStateException} where no test is running. */
    static Window current() {
        Window window = open;
        if (window == null) {
            throw new IllegalStateException("No test of the Track extension is running here. What is logged in a"
                    + " constructor, @BeforeAll or @AfterAll is no test's.");
        }
        return window;
    }

    List<TrackedEvent> events() {
        return server.events().stream().filter(event -> !isEarlier(event)).collect(Collectors.toList());
    }

    private boolean isEarlier(TrackedEvent event) {
        long millis = event.timestamp().toEpochMilli();
        return millis < openedMillis && millis >= api.startedMillis();
    }

    void answerNext(Answer... answers) {
        server.next(answers);
    }

    /** Lets what has been logged arrive. If it does not in that time, {@link #remarks} says so. */
    void flush(Duration timeout) {
        unsettled = Appenders.flush(timeout);
    }

    /** Waits until the condition holds for the events, and says whether it does. Ends early for an interrupt. */
    boolean await(Predicate<List<TrackedEvent>> condition, Duration timeout) {
        try {
            server.await("events", () -> condition.test(events()), timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (AssertionError notInTime) {
            return false;
        }
    }

    /** {@link AssertionError} where "nothing" would be said of events that went elsewhere, or nowhere. */
    void requireArrival() {
        String why = "";
        if (!unsettled.isEmpty()) {
            why = "What was logged has not arrived:" + Text.list(unsettled) + whyUnsettled(api);
        } else if (!Appenders.areThere()) {
            why = noAppender();
        } else if (wentElsewhere()) {
            why = elsewhere();
        }
        if (!why.isEmpty()) {
            throw new AssertionError("It cannot be told what this test tracked. " + why);
        }
    }

    /** What else helps to understand a failure, each a paragraph. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!unsettled.isEmpty()) {
            remarks.add("Not everything that was logged has arrived:" + Text.list(unsettled) + whyUnsettled(api));
        }
        String losses = losses();
        if (!losses.isEmpty()) {
            remarks.add("Marked records of this test that gave no event: " + losses + ".");
        }
        if (!server.refusals().isEmpty()) {
            remarks.add("The Track API refused:" + Text.list(refusals()));
        }
        List<TrackedEvent> earlier =
                server.events().stream().filter(this::isEarlier).collect(Collectors.toList());
        if (!earlier.isEmpty()) {
            remarks.add("Arrived in this test, but logged before it: " + NearMisses.summary(earlier) + ".");
        }
        if (!Appenders.areThere()) {
            remarks.add(noAppender());
        } else if (wentElsewhere()) {
            remarks.add(elsewhere());
        }
        return remarks;
    }

    private String losses() {
        return Appenders.losses().entrySet().stream()
                .filter(loss -> loss.getValue() > lossesBefore.getOrDefault(loss.getKey(), 0L))
                .map(loss -> loss.getValue() - lossesBefore.getOrDefault(loss.getKey(), 0L) + " " + loss.getKey())
                .collect(Collectors.joining(", "));
    }

    /** A batch is halved when it is refused, so that one fault is found at several places; the last is the narrowest. */
    private List<String> refusals() {
        Map<String, Refusal> faults = new LinkedHashMap<>();
        for (Refusal refusal : server.refusals()) {
            faults.put(refusal.rule() + refusal.message(), refusal);
        }
        return faults.values().stream().map(r -> r.status() + ", " + r).collect(Collectors.toList());
    }

    private boolean wentElsewhere() {
        return server.requests().isEmpty() && Appenders.delivered() > deliveredBefore;
    }

    private String noAppender() {
        return "No Track appender runs in this JVM. Does the configuration that the tests use have one, with the"
                + " endpoint " + placeholders() + "?";
    }

    private String elsewhere() {
        return "The appender has delivered events, but not to " + api.endpoint() + ". Its endpoint must be "
                + placeholders() + ".";
    }

    private static String whyUnsettled(LocalApi api) {
        return "\nThe tests' API is " + api.endpoint() + ". Has the appender a token, and the endpoint "
                + placeholders()
                + "?\nWhere logging starts before JUnit does, that property is not there yet. Then set it yourself: -D"
                + LocalApi.ENDPOINT + "=http://127.0.0.1:18090/api/track.";
    }

    private static String placeholders() {
        return "${" + LocalApi.ENDPOINT + "} (Logback) or ${sys:" + LocalApi.ENDPOINT + "} (Log4j2)";
    }

    /** {@link AssertionError} where the test was not what it should be, whatever it asserted. */
    void close(Duration timeout) {
        try {
            server.clearAnswers();
            flush(timeout);
            List<String> faults = new ArrayList<>();
            if (!unsettled.isEmpty()) {
                faults.add("What this test logged has not arrived" + Text.after(timeout) + " after its end:"
                        + Text.list(unsettled) + whyUnsettled(api));
            }
            if (!server.refusals().isEmpty()) {
                faults.add("The Track API refused what this test sent:" + Text.list(refusals()));
            }
            List<String> unplanned = plan.map(this::unplanned).orElse(Collections.emptyList());
            if (!unplanned.isEmpty()) {
                faults.add("This test tracked what its plan does not allow:" + Text.list(unplanned));
            }
            if (!faults.isEmpty()) {
                throw new AssertionError(String.join("\n\n", faults));
            }
        } finally {
            open = null;
            TAKEN.set(false);
        }
    }

    private List<String> unplanned(TrackingPlan plan) {
        Set<String> faults = new LinkedHashSet<>();
        for (TrackedEvent event : events()) {
            plan.check(event).forEach(fault -> faults.add(event.eventName() + ": " + fault));
        }
        return new ArrayList<>(faults);
    }
}
