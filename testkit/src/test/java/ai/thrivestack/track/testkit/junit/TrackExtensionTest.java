// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.Tracked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackExtensionTest {
    private static final Map<String, String> BRIEFLY = Collections.singletonMap("track.testkit.timeout", "100ms");

    private static FakeAppender appender;
    private static String kept;

    @BeforeEach
    void startAppender() {
        appender = new FakeAppender();
    }

    @AfterEach
    void stopAppender() {
        appender.close();
    }

    @TrackTest
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Users {
        @Test
        void a_logsAndAsserts(TrackedEvents track) {
            appender.log("signed_up", "u-1", "{'plan':'pro','seats':3,'tags':['a',{'b':1.50}],'gone':null}");
            appender.log("signed_up", "u-2", "{}");
            track.assertTracked("signed_up")
                    .withUser("u-1")
                    .with("plan", "pro")
                    .with("seats", 3L)
                    .with("tags", new Object[] {"a", Collections.singletonMap("b", 1.5)})
                    .with("gone", null)
                    .without("email")
                    .withContext("event_id", "e-1")
                    .times(1);
            track.assertTracked("signed_up").times(2);
            assertEquals("u-1", track.assertTracked("signed_up").event().userId());
            track.assertNotTracked("signed_in");
            assertEquals(2, track.events().size());
        }

        @Test
        void b_logsWithoutLooking(TrackedEvents track) {
            appender.log("left_over", "u-3", "{}");
        }

        @Test
        void c_seesNothingOfIt(TrackedEvents track) {
            track.assertNothingTracked();
        }

        @Test
        void d_findsNone(TrackedEvents track) {
            appender.log("signed_up", "u-4", "{}");
            track.assertTracked("signed_up").withUser("u-5");
        }

        @Test
        void e_findsTooMany(TrackedEvents track) {
            appender.log("signed_up", "u-6", "{}");
            appender.log("signed_up", "u-6", "{}");
            track.assertTracked("signed_up").withUser("u-6").times(1);
        }

        @Test
        void f_findsTooFew(TrackedEvents track) {
            appender.log("signed_up", "u-6", "{}");
            track.assertTracked("signed_up").times(2);
        }

        @Test
        void g_findsAnUnwantedOne(TrackedEvents track) {
            appender.logJson(Tracked.event("signed_up", "u-7", "{}", "{}"));
            track.assertNotTracked("signed_up");
        }

        @Test
        void h_findsAnything(TrackedEvents track) {
            appender.logJson(Tracked.event("signed_up", "u-7", "{}", "{}"));
            track.assertNothingTracked();
        }

        @Test
        void i_findsWarnings(TrackedEvents track) {
            String now = Instant.now().toString();
            appender.logJson(Tracked.eventAt(now, "invite_sent", "u-8", "{}", "{'group_id':'g'}"));
            appender.logJson(Tracked.eventAt(now, "invite_sent", "u-9", "{}", "{'group_id':'g'}"));
            track.assertNoWarnings();
        }

        @Test
        void j_findsNoWarnings(TrackedEvents track) {
            String context = "{'group_id':'g','source':'product'}";
            appender.logJson(Tracked.eventAt(Instant.now().toString(), "seen", "u-10", "{}", context));
            track.assertNoWarnings();
        }
    }

    @Test
    void tests_ofAUser_passOrSayWhatWasTracked() {
        Run run = Run.with(BRIEFLY, Users.class);

        assertEquals(10, run.tests());
        assertEquals("", run.failure("a_logsAndAsserts"));
        assertEquals("", run.failure("b_logsWithoutLooking"));
        assertEquals("", run.failure("c_seesNothingOfIt"));
        assertEquals(
                "Expected signed_up with user_id \"u-5\", but there was none within 100 ms.\n\nNearest:\n\n"
                        + "    signed_up\n      user_id  \"u-4\"  <-- expected \"u-5\"",
                run.failure("d_findsNone"));
        assertTrue(
                run.failure("e_findsTooMany")
                        .startsWith("Expected 1 × signed_up with user_id \"u-6\", but there were 2.\n"),
                run.failure("e_findsTooMany"));
        assertTrue(
                run.failure("f_findsTooFew").startsWith("Expected 2 × signed_up, but there was 1 within 100 ms.\n"),
                run.failure("f_findsTooFew"));
        String event = Tracked.event("signed_up", "u-7", "{}", "{}");
        assertEquals(
                "Expected no event signed_up in this test, but there is:\n    " + event,
                run.failure("g_findsAnUnwantedOne"));
        assertEquals("Expected no event in this test, but there is:\n    " + event, run.failure("h_findsAnything"));
        assertEquals(
                "Expected no warnings in this test, but there are:"
                        + "\n    invite_sent /properties: invite_sent has no invitee_email, which the vendor's reports need."
                        + "\n    invite_sent /context: The context has no source: product in every call of an application.",
                run.failure("i_findsWarnings"));
        assertEquals("", run.failure("j_findsNoWarnings"));
    }

    @TrackTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Stuck {
        @Test
        @Order(1)
        void logs(TrackedEvents track) {
            appender.log("late", "u-1", "{}");
            appender.setStuck(true);
        }

        @Test
        @Order(2)
        void comesNext(TrackedEvents track) {
            throw new IllegalStateException("must not run");
        }

        @Test
        @Order(3)
        void comesAfterIt(TrackedEvents track) {
            throw new IllegalStateException("must not run");
        }
    }

    @Test
    void event_doesNotArrive_failsItsTestAndThoseThatItWouldTurnUpIn() {
        Run run = Run.with(BRIEFLY, Stuck.class);

        String first = run.failure("logs");
        assertTrue(
                first.startsWith("What this test logged has not arrived within 100 ms after its end:\n"
                        + "    \"TRACK\": pending 1\n"),
                first);
        assertTrue(first.contains("${track.testkit.endpoint} (Logback) or ${sys:track.testkit.endpoint} (Log4j2)"));
        assertTrue(first.contains("The tests' API is " + LocalApi.get().endpoint()), first);
        String second = run.failure("comesNext");
        assertTrue(
                second.startsWith("Events that were logged before this test have not arrived within 100 ms, and would"
                        + " turn up in it:\n    \"TRACK\": pending 1\n"),
                second);
        assertEquals(second, run.failure("comesAfterIt"));
        appender.setStuck(false);
        assertEquals("", Run.of(Quiet.class).failure("logsNothing"), "the window of a failed test is closed");
    }

    @TrackTest
    static class Quiet {
        @Test
        void logsNothing(TrackedEvents track) {
            track.assertNothingTracked();
        }
    }

    @TrackTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class BehindAnAsynchronousAppender {
        @Test
        @Order(1)
        void logs(TrackedEvents track) {
            Instant earlier = Instant.ofEpochMilli(LocalApi.get().startedMillis());
            kept = Tracked.eventAt(earlier.toString(), "signed_up", "u-1", "{}", "{}");
        }

        @Test
        @Order(2)
        void looks(TrackedEvents track) {
            appender.logJson(kept);
            track.assertNothingTracked();
            track.assertTracked("signed_up");
        }
    }

    @Test
    void event_isHandedOverTooLate_isNoneOfTheLaterTest() {
        Run run = Run.with(BRIEFLY, BehindAnAsynchronousAppender.class);

        assertEquals("", run.failure("logs"));
        assertEquals(
                "Expected signed_up, but there was none within 100 ms.\n\nNothing was tracked in this test.\n\n"
                        + "Arrived in this test, but logged before it: 1 signed_up.",
                run.failure("looks"));
    }

    @TrackTest
    static class Refused {
        @Test
        void sendsNumbers(TrackedEvents track) {
            FakeAppender.post(LocalApi.get().endpoint(), "[" + good() + "," + good().replace("\"u-1\"", "17") + "]");
            FakeAppender.post(LocalApi.get().endpoint(), "[" + good().replace("\"u-1\"", "17") + "]");
        }

        @Test
        void sendsAnObject_andFailsAnyway(TrackedEvents track) {
            FakeAppender.post(LocalApi.get().endpoint(), good());
            throw new IllegalStateException("the test's own");
        }

        private static String good() {
            return Tracked.event("signed_up", "u-1", "{}", "{}");
        }
    }

    @Test
    void request_isRefused_failsTheTestAtItsEnd() {
        Run run = Run.of(Refused.class);

        assertEquals(
                "The Track API refused what this test sent:\n"
                        + "    400, event 0 at /0/user_id: user_id is a number, not a string. (rule: type)",
                run.failure("sendsNumbers"));
        assertEquals(
                "the test's own\nand then: The Track API refused what this test sent:\n"
                        + "    400, The body is not a JSON array of events. (rule: array)",
                run.failure("sendsAnObject_andFailsAnyway"));
    }

    @TrackTest
    static class Losing {
        @Test
        void forgetsTheUser(TrackedEvents track) {
            appender.reject("no user id");
            track.assertTracked("signed_up");
        }
    }

    @Test
    void record_givesNoEvent_reasonIsTold() {
        appender.reject("no user id"); // before the test: not its own
        appender.reject("no event name");

        assertEquals(
                "Expected signed_up, but there was none within 100 ms.\n\nNothing was tracked in this test.\n\n"
                        + "Marked records of this test that gave no event: 1 no user id.",
                Run.with(BRIEFLY, Losing.class).failure("forgetsTheUser"));
    }

    @TrackTest
    static class Elsewhere {
        @Test
        void logs(TrackedEvents track) {
            appender.log("signed_up", "u-1", "{}");
            track.assertNothingTracked();
        }
    }

    @Test
    void nothing_isNotAssertedOfEventsThatWentElsewhere() {
        try (TrackServer other = TrackServer.start()) {
            appender.setEndpoint(other.endpoint());

            String failure = Run.of(Elsewhere.class).failure("logs");

            assertTrue(
                    failure.startsWith(
                            "It cannot be told what this test tracked. The appender has delivered events, but"
                                    + " not to " + LocalApi.get().endpoint()),
                    failure);
        }
    }

    @Test
    void nothing_isNotAssertedOfEventsThatAreStuck() {
        appender.setEndpoint(URI.create("http://127.0.0.1:1/unused"));
        StuckInside.stuck = true;

        String failure = Run.with(BRIEFLY, StuckInside.class).failure("logs");

        assertTrue(
                failure.startsWith("It cannot be told what this test tracked. What was logged has not arrived:\n"
                        + "    \"TRACK\": pending 1\n"),
                failure);
    }

    @TrackTest
    static class StuckInside {
        static boolean stuck;

        @Test
        void logs(TrackedEvents track) {
            appender.setStuck(stuck);
            appender.log("signed_up", "u-1", "{}");
            track.assertNothingTracked();
        }
    }

    @Test
    void nothing_isNotAssertedWithoutAnAppender() {
        appender.close();
        try {
            String failure = Run.of(Quiet.class).failure("logsNothing");

            assertTrue(
                    failure.startsWith("It cannot be told what this test tracked. No Track appender runs in this JVM."),
                    failure);
        } finally {
            appender = new FakeAppender();
        }
    }

    @TrackTest
    static class Waiting {
        @Test
        void waitsForAnotherThread(TrackedEvents track) {
            String event = Tracked.event("signed_up", "u-1", "{}", "{}");
            appender.setAfterFlush(() ->
                    new Thread(() -> FakeAppender.post(LocalApi.get().endpoint(), "[" + event + "]")).start());
            track.within(Duration.ofSeconds(30)).assertTracked("signed_up");
            appender.setAfterFlush(() -> {});
        }
    }

    @Test
    void event_comesAfterTheFlush_isWaitedFor() {
        assertEquals("", Run.with(BRIEFLY, Waiting.class).failure("waitsForAnotherThread"));
    }

    @TrackTest
    static class Parallel {
        static final AtomicInteger RUNNING = new AtomicInteger();
        static final AtomicInteger ENDED = new AtomicInteger();

        @RepeatedTest(10)
        void seesItsOwnAlone(TrackedEvents track) {
            assertEquals(1, RUNNING.incrementAndGet());
            appender.log("signed_up", "u-1", "{}");
            track.assertTracked("signed_up").times(1);
            RUNNING.decrementAndGet();
            ENDED.incrementAndGet();
        }
    }

    static class ParallelToo extends Parallel {}

    @Test
    void tests_inParallel_runOneAtATime() {
        Map<String, String> parallel = new HashMap<>();
        parallel.put("junit.jupiter.execution.parallel.enabled", "true");
        parallel.put("junit.jupiter.execution.parallel.mode.default", "concurrent");
        parallel.put("junit.jupiter.execution.parallel.config.strategy", "fixed");
        parallel.put("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

        Run run = Run.with(parallel, Parallel.class, ParallelToo.class);

        assertEquals(Collections.emptyMap(), run.failures());
        assertEquals(20, Parallel.ENDED.get());
    }

    @Test
    void timeout_isNone_isRefusedWithWhatToWrite() {
        String failure = Run.with(Collections.singletonMap("track.testkit.timeout", "soon"), Quiet.class)
                .failure("logsNothing");

        assertEquals("track.testkit.timeout=soon cannot be used. Write 5s or 500ms.", failure);
    }

    @TrackTest
    static class Planned {
        @Test
        void keepsToIt(TrackedEvents track) {
            appender.log("signed_up", "u-1", "{'plan':'pro'}");
        }

        @Test
        void breaksIt(TrackedEvents track) {
            appender.log("signed_up", "u-1", "{'Plan':'pro'}");
            appender.log("signed_up", "u-2", "{'Plan':'pro'}");
            appender.log("sign_up", "u-1", "{}");
        }
    }

    @Test
    void event_isNotPlanned_failsTheTestAtItsEnd() {
        Run run = Run.with(Collections.singletonMap("track.testkit.plan", "a-plan.json"), Planned.class);

        assertEquals("", run.failure("keepsToIt"));
        assertEquals(
                "This test tracked what its plan does not allow:\n"
                        + "    signed_up: The property plan is missing: it must be \"free\" or \"pro\". The event has"
                        + " Plan.\n"
                        + "    sign_up: The plan has no event sign_up, but signed_up.",
                run.failure("breaksIt"));
    }

    @Test
    void plan_isAskedForAndMissing_failsEachTest() {
        Run run = Run.with(Collections.singletonMap("track.testkit.plan", "no-plan.json"), Planned.class);

        assertEquals(
                "track.testkit.plan=no-plan.json cannot be used: there is no such file on the tests' class path.",
                run.failure("keepsToIt"));
    }

    @ExtendWith(TrackExtension.class)
    static class Outer {
        @BeforeEach
        void logsBefore(TrackedEvents track) {
            appender.log("signed_up", "u-1", "{}");
        }

        @Nested
        class Inner {
            @Test
            void seesIt(TrackedEvents track) {
                track.assertTracked("signed_up").times(1);
            }
        }
    }

    @Test
    void test_nested_hasOneWindowFromItsFirstBeforeEachOn() {
        Run run = Run.of(Outer.class);

        assertEquals(1, run.tests());
        assertEquals(Collections.emptyMap(), run.failures());
    }

    static class Registered {
        @RegisterExtension
        static final TrackExtension TRACK = new TrackExtension();

        private final TrackedEvents track;

        Registered(TrackedEvents track) {
            this.track = track;
            assertThrows(IllegalStateException.class, track::events);
        }

        @Test
        void logs() {
            appender.log("signed_up", "u-1", "{}");
            track.assertTracked("signed_up");
        }
    }

    @Test
    void extension_registeredByAField_works() {
        Run run = Run.of(Registered.class);

        assertEquals(1, run.tests());
        assertEquals(Collections.emptyMap(), run.failures());
    }

    @Test
    void window_whileAnotherIsOpen_isRefused() {
        Window first = Window.open(Duration.ofSeconds(5), Optional.empty());
        try {
            IllegalStateException e = assertThrows(
                    IllegalStateException.class, () -> Window.open(Duration.ofSeconds(5), Optional.empty()));

            assertTrue(e.getMessage().contains("@TrackTest"), e.getMessage());
            assertSame(first, Window.current());
        } finally {
            first.close(Duration.ofSeconds(5));
        }
        assertThrows(IllegalStateException.class, Window::current);
    }

    @Test
    void value_thatNoEventCanHold_isRefused() {
        List<Object> values = Arrays.asList(new Object(), Double.NaN, Float.POSITIVE_INFINITY);

        values.forEach(value -> assertThrows(IllegalArgumentException.class, () -> JsonValue.of(value)));
    }
}
