// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.thrivestack.track.StandardError;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LocationAwareLogger;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The main job: a marked log call becomes a Track event at the API. */
public abstract class AppenderContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    /** SLF4J 2, of which this class knows nothing otherwise. */
    private static final boolean IS_FLUENT = Arrays.stream(Logger.class.getMethods())
            .anyMatch(method -> method.getName().equals("atInfo"));

    /** What Unix makes of signal 15. */
    private static final int SIGTERM_EXIT = 128 + 15;

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private TrackServer server;

    protected AppenderContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void startServer() {
        server = TrackServer.start();
        MDC.put("user_id", "u1");
    }

    @AfterEach
    void stopAll() {
        MDC.clear();
        backend.stop();
        OurThreads.awaitEnd();
        server.close();
        assertEquals(Collections.emptyList(), server.refusals());
    }

    /** @param options name, value, name, value … beside those that every test has */
    private void start(String... options) {
        backend.start(backend.configuration(options(server, options)));
    }

    private static Map<String, String> options(TrackServer server, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("flushInterval", "50ms");
        options.put("shutdownTimeout", "300ms");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private TrackedEvent event() {
        assertTrue(backend.flush(), () -> "not delivered: " + backend.counts() + ", " + server.refusals());
        List<TrackedEvent> events = server.events();
        assertEquals(1, events.size(), events::toString);
        return events.get(0);
    }

    private void expect(String name, Object... properties) {
        TrackedEvent event = event();
        assertEquals(name, event.eventName());
        assertEquals(map(properties), event.properties());
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void framework_isTheVersionUnderTest() {
        String version = System.getProperty("framework.version");
        assertTrue(
                backend.frameworkJar().contains("-" + version + ".jar"), () -> version + " " + backend.frameworkJar());
    }

    @Test
    void nameAlone_isTheEvent() {
        start();
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        log.info(TRACK, "signed_up");
        expect("signed_up");
        assertEquals("u1", event().userId());
        assertFalse(event().timestamp().isBefore(before));
        assertFalse(event().timestamp().isAfter(Instant.now()));
    }

    @Test
    void template_givesTypedProperties() {
        start();
        log.info(
                TRACK,
                "feature_used feature_name={} seats={} active={} ratio={} gone={}",
                "export_csv",
                3,
                true,
                0.5,
                null);
        expect("feature_used", "feature_name", "export_csv", "seats", 3, "active", true, "ratio", 0.5, "gone", null);
    }

    @Test
    void template_dressed_givesTheSame() {
        start();
        log.info(TRACK, "order_placed: amount={}, currency='{}' (plan: {})", 12, "EUR", "pro");
        expect("order_placed", "amount", 12, "currency", "EUR", "plan", "pro");
    }

    @Test
    void template_barePlaceholders_loseNothing() {
        start();
        log.info(TRACK, "User {} signed up in {}", "jane", 2);
        expect("User signed up in", "arg0", "jane", "arg1", 2);
    }

    @Test
    void arguments_changedAfterTheCall_areSentAsTheyWere() {
        start("flushInterval", "10m");
        Map<String, Object> map = new HashMap<>(map("plan", "pro"));
        StringBuilder text = new StringBuilder("before");
        log.info(TRACK, "invite_sent text={} {}", text, map);
        map.put("plan", "changed");
        text.append(" after");
        MDC.put("user_id", "somebody else");
        expect("invite_sent", "text", "before", "plan", "pro");
        assertEquals("u1", event().userId());
    }

    @Test
    void map_givesItsEntries() {
        start();
        log.info(
                TRACK,
                "invite_sent",
                map("invitee_email", "a@b.c", "first name", "Jane", "tags", Arrays.asList(1, "x")));
        expect("invite_sent", "invitee_email", "a@b.c", "first name", "Jane", "tags", Arrays.asList(1, "x"));
    }

    @Test
    void map_inAPlaceholder_givesItsEntries() {
        start();
        log.info(TRACK, "invite_sent {}", map("invitee_email", "a@b.c", "user_id", 7));
        expect("invite_sent", "invitee_email", "a@b.c");
        assertEquals("7", event().userId());
    }

    @Test
    void map_withEventName_namesTheEvent() {
        start();
        log.info(TRACK, "something happened {}", map("event_name", "trial_started", "trial_plan_name", "pro"));
        expect("trial_started", "trial_plan_name", "pro");
    }

    @Test
    void eventNamedMarker_namesTheEvent() {
        start();
        Marker marker = MarkerFactory.getMarker("account_created");
        marker.add(TRACK);
        log.info(marker, "Account for {} was made, account_name={}", "Jane", "acme");
        expect("account_created", "arg0", "Jane", "account_name", "acme");
    }

    @Test
    void text_givesStringsAndDecidesNothing() {
        start();
        String email = "x user_id=admin group_id=g2";
        log.info(TRACK, "signed_up email=" + email + " plan=\"pro plus\"");
        expect("signed_up", "email", "x", "user_id", "admin", "group_id", "g2", "plan", "pro plus");
        assertEquals("u1", event().userId());
        assertFalse(event().context().containsKey("group_id"));
    }

    @Test
    void userAndGroup_inTheTemplate_goToTheirPlaces() {
        start();
        log.info(TRACK, "signed_up user_id={} groupId={} plan={}", 42, "g1", "pro");
        expect("signed_up", "plan", "pro");
        assertEquals("42", event().userId());
        assertEquals("g1", event().context().get("group_id"));
    }

    @Test
    void mdc_onlyWhatIsListed_isSent() {
        MDC.put("group_id", "g1");
        MDC.put("request_id", "r1");
        MDC.put("tenant", "t1");
        MDC.put("event_name", "wrong");
        start("mdcProperties", "tenant", "staticContext", "source=product", "eventIds", "false");
        log.info(TRACK, "signed_up");
        expect("signed_up", "tenant", "t1");
        assertEquals(map("group_id", "g1", "source", "product"), event().context());
    }

    @Test
    void exception_givesItsTypeAlone() {
        start();
        log.error(TRACK, "payment_failed amount={}", 5, new IllegalStateException("card 4111"));
        expect("payment_failed", "amount", 5, "error_type", "java.lang.IllegalStateException");
    }

    @Test
    void exception_inAPlaceholder_givesItsType() {
        start("errorDetails", "message");
        log.error(TRACK, "payment_failed cause={}", new IllegalStateException("no funds"));
        expect("payment_failed", "error_type", "java.lang.IllegalStateException", "error_message", "no funds");
    }

    @Test
    void redactKeys_hideValuesAtAnyDepth() {
        start();
        log.info(TRACK, "signed_in password={} {}", "p", map("profile", map("Token", "t", "plan", "pro")));
        expect("signed_in", "profile", map("Token", "[redacted]", "plan", "pro"), "password", "[redacted]");
    }

    @Test
    void publishedExample_canBeProducedFieldForField() {
        MDC.clear();
        start("eventIds", "false");
        log.info(
                TRACK,
                "signed_up user_id={} group_id={}",
                "3e474abe-5943-41fd-8b7b-4c87ad95b0c7",
                "55444abe-41fd-5943-d95b-4c87ad95b674",
                map("email", "JohnDoe@acmelabs.com", "name", "John Doe", "first name", "John", "last name", "Doe"));
        TrackedEvent event = event();
        assertEquals(
                "{\"event_name\":\"signed_up\",\"user_id\":\"3e474abe-5943-41fd-8b7b-4c87ad95b0c7\",\"timestamp\":\""
                        + timestampOf(event) + "\",\"properties\":{\"email\":\"JohnDoe@acmelabs.com\","
                        + "\"name\":\"John Doe\",\"first name\":\"John\",\"last name\":\"Doe\"},"
                        + "\"context\":{\"group_id\":\"55444abe-41fd-5943-d95b-4c87ad95b674\"}}",
                event.json());
        assertTrue(timestampOf(event).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), event::json);
    }

    private static String timestampOf(TrackedEvent event) {
        return event.json().replaceAll(".*\"timestamp\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void unmarkedRecord_isNotTracked() {
        start();
        log.info("signed_up");
        log.info(MarkerFactory.getMarker("AUDIT"), "signed_up");
        log.info((Marker) null, "signed_up");
        log.info(TRACK, "signed_in");
        expect("signed_in");
        assertEquals(1, backend.counts().accepted());
    }

    @Test
    void disabledLevel_isNotTracked_unlessAskedFor() {
        start();
        backend.level("shop", "WARN");
        log.info(TRACK, "signed_up");
        log.warn(TRACK, "signed_in");
        expect("signed_in");
        assertEquals(0, backend.filters());
    }

    @Test
    void disabledLevel_warn_isCapturedOnce_byUsAlone() {
        isCapturedOnceByUsAlone("WARN");
    }

    @Test
    void disabledLevel_off_isCapturedOnce_byUsAlone() {
        isCapturedOnceByUsAlone("OFF");
    }

    private void isCapturedOnceByUsAlone(String level) {
        startCapturing();
        backend.level("shop", level);
        log.info("signed_out");
        log.info(MarkerFactory.getMarker("AUDIT"), "signed_out");
        log.info((Marker) null, "signed_out");
        log.info(TRACK, "signed_up plan={}", "pro");
        expect("signed_up", "plan", "pro");
        assertEquals(1, backend.counts().accepted());
        assertEquals(Collections.emptyList(), backend.others().all());
    }

    /** @param options name, value, name, value … */
    private void startCapturing(String... options) {
        List<String> all = new ArrayList<>(Arrays.asList(options));
        all.addAll(Arrays.asList("captureDisabledLevels", "true"));
        start(all.toArray(new String[0]));
    }

    @Test
    void enabledLevel_whileCapturing_countsOnce() {
        startCapturing();
        backend.level("shop", "INFO");
        log.info(TRACK, "signed_up");
        expect("signed_up");
        assertEquals(1, backend.counts().accepted());
        assertEquals(Collections.singletonList("signed_up"), backend.others().all());
    }

    @Test
    void disabledLevel_question_countsNothing() {
        startCapturing();
        backend.level("shop", "WARN");
        assertFalse(log.isInfoEnabled(TRACK));
        assertEquals(0, backend.counts().accepted());
        log.info(TRACK, "signed_up");
        assertEquals(1, backend.counts().accepted());
    }

    @Test
    void disabledLevel_markerThatContainsTrack_namesTheEvent() {
        startCapturing();
        backend.level("shop", "WARN");
        Marker marker = MarkerFactory.getMarker("account_created");
        marker.add(TRACK);
        log.info(marker, "Account for {} was made", "Jane");
        expect("account_created", "arg0", "Jane");
    }

    @Test
    void disabledLevel_anyNumberOfArguments_givesTheSame() {
        startCapturing("flushInterval", "10m");
        backend.level("shop", "WARN");
        log.info(TRACK, "counted");
        log.info(TRACK, "counted a0={}", 0);
        log.info(TRACK, "counted a0={} a1={}", 0, 1);
        log.info(TRACK, "counted a0={} a1={} a2={}", 0, 1, 2);
        log.info(TRACK, "counted a0={} a1={} a2={} a3={}", 0, 1, 2, 3);
        assertTrue(backend.flush());
        Map<String, Object> expected = new LinkedHashMap<>();
        for (int arguments = 0; arguments < 5; arguments++) {
            assertEquals("counted", server.events().get(arguments).eventName());
            assertEquals(expected, server.events().get(arguments).properties());
            expected.put("a" + arguments, arguments);
        }
        assertEquals(5, server.events().size());
    }

    @Test
    void disabledLevel_exception_givesItsType() {
        startCapturing("errorDetails", "message");
        backend.level("shop", "OFF");
        log.error(TRACK, "payment_failed", new IllegalStateException("no funds"));
        expect("payment_failed", "error_type", "java.lang.IllegalStateException", "error_message", "no funds");
    }

    @Test
    void disabledLevel_exceptionBehindArguments_givesItsType() {
        startCapturing();
        backend.level("shop", "OFF");
        log.error(TRACK, "payment_failed amount={}", 5, new IllegalStateException());
        expect("payment_failed", "amount", 5, "error_type", "java.lang.IllegalStateException");
    }

    @Test
    void disabledLevel_mdc_isRead() {
        MDC.put("tenant", "t1");
        startCapturing("mdcProperties", "tenant");
        backend.level("shop", "WARN");
        log.info(TRACK, "signed_up");
        expect("signed_up", "tenant", "t1");
        assertEquals("u1", event().userId());
    }

    @Test
    void disabledLevel_loggerCutOffFromUs_isNotCaptured() {
        startCapturing();
        backend.level("shop", "WARN");
        backend.cutOff("shop");
        log.info(TRACK, "signed_up");
        assertEquals(0, backend.counts().accepted());
    }

    @Test
    void disabledLevel_acceptedByAFilter_countsOnce() {
        for (boolean beforeAllOthers : new boolean[] {true, false}) {
            backend.stop(); // a reload would continue the account
            startCapturing();
            backend.level("shop", "WARN");
            backend.filter("ACCEPT", beforeAllOthers);
            log.info(TRACK, "signed_up");
            assertEquals(1, backend.counts().accepted());
            assertEquals(
                    Collections.singletonList("signed_up"), backend.others().all());
            assertTrue(backend.flush());
        }
    }

    @Test
    void disabledLevel_deniedByAFilter_isNotCaptured() {
        for (boolean beforeAllOthers : new boolean[] {true, false}) {
            startCapturing();
            backend.level("shop", "WARN");
            backend.filter("DENY", beforeAllOthers);
            log.info(TRACK, "signed_up");
            assertEquals(0, backend.counts().accepted());
        }
    }

    @Test
    void disabledLevel_neutralFilters_changeNothing() {
        startCapturing();
        backend.level("shop", "WARN");
        backend.filter("NEUTRAL", true);
        backend.filter("NEUTRAL", false);
        log.info(TRACK, "signed_up");
        expect("signed_up");
        assertEquals(1, backend.counts().accepted());
    }

    @Test
    void disabledLevel_callOfABridge_isCapturedOnce() {
        startCapturing();
        backend.level("shop", "WARN");
        ((LocationAwareLogger) log)
                .log(
                        TRACK,
                        getClass().getName(),
                        LocationAwareLogger.INFO_INT,
                        "signed_up a={}",
                        new Object[] {1},
                        null);
        expect("signed_up", "a", 1);
        assertEquals(Collections.emptyList(), backend.others().all());
    }

    /** Its builder swallows everything when the level is off: no filter hears of the marker. */
    @Test
    void disabledLevel_fluentCall_isNotCaptured() throws Exception {
        assumeTrue(IS_FLUENT);
        startCapturing();
        backend.level("shop", "WARN");
        logFluently(Logger.class.getMethod("atInfo").invoke(log));
        assertEquals(0, backend.counts().accepted());
    }

    /** A builder that was made without a look at the level: Logback logs whatever it says. */
    @Test
    void disabledLevel_fluentCallPastTheLevel_countsOnce() throws Exception {
        assumeTrue(IS_FLUENT);
        startCapturing();
        backend.level("shop", "WARN");
        logFluently(Logger.class
                .getMethod("makeLoggingEventBuilder", org.slf4j.event.Level.class)
                .invoke(log, org.slf4j.event.Level.INFO));
        expect("signed_up");
        assertEquals(1, backend.counts().accepted());
    }

    private static void logFluently(Object builder) throws ReflectiveOperationException {
        Class<?> type = Class.forName("org.slf4j.spi.LoggingEventBuilder");
        type.getMethod("addMarker", Marker.class).invoke(builder, TRACK);
        type.getMethod("log", String.class).invoke(builder, "signed_up");
    }

    @Test
    void disabledLevel_exceptionThatCannotBeRead_doesNotReachTheCall() {
        startCapturing("errorDetails", "message");
        backend.level("shop", "WARN");
        log.info(TRACK, "payment_failed", new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }
        });
        log.info(TRACK, "signed_up");
        expect("signed_up");
    }

    @Test
    void disabledLevel_valueThatLogsItself_comesToAnEnd() {
        startCapturing();
        backend.level("shop", "WARN");
        log.info(TRACK, "signed_up self={}", new Object() {
            @Override
            public String toString() {
                log.info(TRACK, "signed_up self={}", this);
                return "myself";
            }
        });
        expect("signed_up", "self", "myself");
        assertEquals(1, backend.counts().accepted());
    }

    @Test
    void stoppedAppender_leavesNoFilter_andCapturesNothing() {
        startCapturing();
        backend.level("shop", "WARN");
        assertEquals(1, backend.filters());
        backend.stopAppender();
        assertEquals(0, backend.filters());
        log.info(TRACK, "signed_up");
        assertEquals(0, backend.counts().accepted());
    }

    @Test
    void reload_withoutTheOption_capturesNothing() {
        startCapturing();
        start();
        backend.level("shop", "WARN");
        log.info(TRACK, "signed_up");
        assertEquals(0, backend.counts().accepted());
        assertEquals(0, backend.filters());
    }

    @Test
    void reload_withTheOption_capturesOnce() {
        startCapturing();
        startCapturing();
        backend.level("shop", "WARN");
        log.info(TRACK, "signed_up");
        expect("signed_up");
        assertEquals(1, backend.filters());
    }

    @Test
    void recordWithoutUser_isRejectedAndReported() {
        MDC.clear();
        start();
        log.info(TRACK, "signed_up user_id={}", "  ");
        String report = backend.reports().await("rejected", "no user id", "signed_up");
        assertTrue(report.contains("user_id, userId"), report);
        backend.flush();
        assertEquals(Collections.emptyList(), server.events());
        assertEquals(
                Collections.singletonMap("no user id", 1L), backend.counts().rejectedByReason());
    }

    @Test
    void recordWithoutName_isRejectedAndReported() {
        start();
        log.info(TRACK, "{}", 5);
        backend.reports().await("rejected", "no event name");
        assertEquals(1, backend.counts().rejected());
    }

    @Test
    void lineBreaks_inANameOrAnAnswer_forgeNoLine() {
        start("batchSize", "5\u2028ERROR forged");
        assertStatus(backend.statuses(), "batchSize=5\\u2028ERROR forged cannot be used");
        MDC.clear();
        log.info(TRACK, "{}", map("event_name", "signed_up\nERROR forged by a name"));
        backend.reports().await("no user id", "\"signed_up\\nERROR forged by a name\"");
        MDC.put("user_id", "u1");
        server.next(Answer.status(400).body("{\"success\":false,\"message\":\"odd\\nERROR forged by the API\"}"));
        log.info(TRACK, "User\n{}\nERROR forged by a template", "x");
        assertFalse(backend.flush());
        backend.reports().await("hint", "\"User\\n{}\\nERROR forged by a template\"");
        backend.reports().await("400 odd ERROR forged by the API");
        List<String> lines = backend.reports().all();
        lines.addAll(backend.statuses());
        assertTrue(
                lines.stream()
                        .filter(line -> line.contains("forged"))
                        .noneMatch(line -> line.matches("(?s).*[\n\r\u2028].*")),
                lines::toString);
    }

    @Test
    void hostileValues_costThemselvesAlone() {
        start();
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("self", cycle);
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("secret");
            }
        };
        log.info(TRACK, "signed_up a={} b={} c={} d={}", "\ud800", Double.NaN, broken, cycle);
        expect(
                "signed_up",
                "a",
                "\ufffd",
                "b",
                null,
                "c",
                "[unreadable: java.lang.IllegalStateException]",
                "d",
                map("self", "[cycle]"));
    }

    @Test
    void tooLargeEvent_isRejectedAtTheCall_withItsSize() {
        start();
        char[] text = new char[3_000_000];
        Arrays.fill(text, 'x');
        log.info(TRACK, "signed_up text={}", new String(text));
        assertEquals(Collections.singletonMap("too large", 1L), backend.counts().rejectedByReason());
        backend.reports().await("too large", "1999998");
    }

    @Test
    void events_comeInOrderAndInBatches() {
        start("batchSize", "10", "flushInterval", "10m");
        for (int i = 0; i < 100; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        assertTrue(backend.flush());
        List<Object> numbers = server.events().stream()
                .map(event -> event.properties().get("number"))
                .collect(Collectors.toList());
        for (int i = 0; i < 100; i++) {
            assertEquals(i, numbers.get(i));
        }
        assertTrue(server.requests().size() <= 11, server.requests()::toString);
        assertEquals(
                100,
                server.events().stream()
                        .map(event -> event.context().get("event_id"))
                        .distinct()
                        .count());
    }

    @Test
    void eventsOfOneMillisecond_areInOrderByTheirTimes() {
        start("batchSize", "1000", "flushInterval", "10m", "maxInFlight", "1");
        for (String name : new String[] {"signed_up", "account_created", "account_added_user"}) {
            log.info(TRACK, name);
        }
        for (int i = 0; i < 997; i++) {
            log.info(TRACK, "counted");
        }
        assertTrue(backend.flush());
        Instant latest = Instant.ofEpochMilli(System.currentTimeMillis() + 10);
        Instant last = Instant.EPOCH;
        for (TrackedEvent event : server.events()) {
            Instant before = last;
            last = event.timestamp();
            assertTrue(last.isAfter(before), () -> event.json() + " is not later than " + before);
            assertTrue(last.isBefore(latest), () -> event.json() + " is not before " + latest);
        }
        assertEquals(1_000, server.events().size());
    }

    @OnOneVersion
    @Test
    void serverInTrouble_losesNothing() {
        start();
        server.next(Answer.status(500), Answer.status(503), Answer.reset(), Answer.truncated(), Answer.status(429));
        for (int i = 0; i < 20; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        server.awaitEvents(20, 30, SECONDS);
        log.info(TRACK, "counted number={}", 20);
        assertTrue(backend.flush());
        assertEquals(
                21,
                server.events().stream()
                        .map(event -> event.context().get("event_id"))
                        .distinct()
                        .count());
        backend.reports().await("cannot deliver", "500");
        backend.reports().await("delivery works again");
        assertEquals(21, backend.counts().delivered());
    }

    @Test
    void refusedBatch_isCountedAndReported() {
        start();
        server.next(Answer.status(400).body("{\"success\":false,\"message\":\"odd event\"}"));
        log.info(TRACK, "signed_up");
        assertFalse(backend.flush());
        backend.reports().await("refused by the API", "400", "odd event");
        assertEquals(
                Collections.singletonMap("refused by the API", 1L),
                backend.counts().rejectedByReason());
    }

    @Test
    void apiDownAtStart_everythingArrivesWhenItComesUp() {
        int port = server.port();
        server.close();
        start();
        for (int i = 0; i < 50; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        backend.reports().await("cannot deliver", "events wait");
        server = TrackServer.start(port);
        server.awaitEvents(50, 30, SECONDS);
        backend.reports().await("delivery works again");
    }

    @Test
    void missingToken_isAWarning_andEventsWait() {
        start("token", "");
        log.info(TRACK, "signed_up");
        assertStatus(backend.statuses(), "there is no token", "tokenFile", "THRIVESTACK_TOKEN");
        assertEquals(1, backend.counts().pending());
        assertEquals(Collections.emptyList(), server.requests());
    }

    @Test
    void badOptions_areNamedWithWhatIsAllowed_andDefaultsServe() {
        start("flushIntervall", "1s", "batchSize", "5000", "requestTimeout", "15 seconds", "token", "two words");
        List<String> statuses = backend.statuses();
        assertStatus(statuses, "flushIntervall", "flushInterval");
        assertStatus(statuses, "batchSize", "5000", "a whole number from 1 to 1000");
        assertStatus(statuses, "requestTimeout", "15 seconds", "200ms");
        assertStatus(statuses, "token", "[hidden]");
        assertTrue(statuses.stream().noneMatch(status -> status.contains("two words")), statuses::toString);
        log.info(TRACK, "signed_up");
        assertEquals(1, backend.counts().accepted());
    }

    private static void assertStatus(List<String> statuses, String... parts) {
        assertTrue(
                statuses.stream().anyMatch(status -> Arrays.stream(parts).allMatch(status::contains)),
                () -> "nothing about " + Arrays.toString(parts) + " in " + statuses);
    }

    @Test
    void plainHttpToOtherMachines_isNotUsed() {
        start("endpoint", "http://track.example.com/api/track");
        assertStatus(backend.statuses(), "endpoint", "https://", "allowInsecureEndpoint");
        log.info(TRACK, "signed_up");
        assertEquals(1, backend.counts().pending());
    }

    @Test
    void stop_deliversWhatIsThere_andTheAccountAddsUp() {
        start("flushInterval", "10m", "shutdownTimeout", "20s");
        for (int i = 0; i < 250; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        backend.stop();
        assertEquals(250, server.events().size());
        TrackCounts counts = backend.counts();
        assertEquals(250, counts.accepted());
        assertEquals(250, counts.delivered());
        assertEquals(0, counts.pending());
    }

    @OnOldestAndNewest
    @Test
    void stop_whileTheApiIsSilent_returns_andSaysLaterWhatIsUndelivered() {
        server.next(Answer.hang());
        start("shutdownTimeout", "2s");
        for (int i = 0; i < 5; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        server.await("a request", () -> !server.requests().isEmpty(), 10, SECONDS);
        try (StandardError error = new StandardError()) {
            backend.stop();
            assertEquals(5, backend.counts().pending());
            OurThreads.awaitEnd();
            List<String> heard = error.lines(); // while the context stops its log may still be shown
            heard.addAll(backend.reports().all());
            long told = heard.stream()
                    .filter(line -> line.contains("5 events are lost"))
                    .count();
            assertEquals(1, told, heard::toString);
        }
        assertEquals(
                "accepted 5 = delivered 0 + rejected 0 + dropped 5 {not delivered at shutdown=5} + pending 0",
                "" + backend.counts());
    }

    @Test
    void stop_whileTheApiRefuses_returns_andDeliversInTheBackground() {
        server.next(Collections.nCopies(50, Answer.status(503)).toArray(new Answer[0]));
        start("shutdownTimeout", "20s");
        for (int i = 0; i < 5; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        try (StandardError error = new StandardError()) {
            backend.stop();
            assertEquals(5, backend.counts().pending());
            server.clearAnswers();
            OurThreads.awaitEnd();
            assertEquals(Collections.emptyList(), error.lines());
        }
        assertEquals(5, server.events().size());
        assertEquals(5, backend.counts().delivered());
    }

    @Test
    void fullBuffer_dropsTheNewest_andReports() {
        start("token", "", "bufferSize", "1KB");
        for (int i = 0; i < 50; i++) {
            log.info(TRACK, "counted number={}", i);
        }
        TrackCounts counts = backend.counts();
        assertEquals(50, counts.accepted());
        assertTrue(counts.pending() > 0 && counts.dropped() > 0, counts::toString);
        assertEquals(50, counts.pending() + counts.dropped());
        backend.reports().await("dropped", "buffer full");
    }

    @Test
    void threads_areDaemonsWithoutAContextClassLoader_andEnd() {
        start();
        log.info(TRACK, "signed_up");
        assertTrue(backend.flush());
        List<Thread> threads = OurThreads.all();
        assertFalse(threads.isEmpty());
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon(), thread::toString);
            assertEquals(null, thread.getContextClassLoader());
        }
        backend.stop();
        OurThreads.awaitEnd();
    }

    @OnOldestAndNewest
    @Test
    void main_thatReturns_deliversEverything() throws Exception {
        assertEquals(0, ChildJvm.logAndEnd(backend, untilTheEnd(), 999, LogAndEnd.RETURN));
        assertEquals(999, server.events().size());
    }

    @OnOldestAndNewest
    @Test
    void main_thatExits_deliversEverything() throws Exception {
        assertEquals(LogAndEnd.EXIT_CODE, ChildJvm.logAndEnd(backend, untilTheEnd(), 999, LogAndEnd.EXIT));
        assertEquals(999, server.events().size());
    }

    @OnOldestAndNewest
    @Test
    void main_terminatedBySignal_deliversEverything() throws Exception {
        assertEquals(SIGTERM_EXIT, ChildJvm.logAndEnd(backend, untilTheEnd(), 999, LogAndEnd.WAIT));
        assertEquals(999, server.events().size());
    }

    /** Both hooks run at the same time. */
    @OnOldestAndNewest
    @Test
    void main_terminatedBySignal_withTheFrameworksOwnHook_deliversEverything() throws Exception {
        assertEquals(SIGTERM_EXIT, ChildJvm.logAndEnd(backend, backend.hooked(untilTheEnd()), 999, LogAndEnd.WAIT));
        assertEquals(999, server.events().size());
    }

    /** A configuration under which not one of 999 events leaves before the end. */
    private String untilTheEnd() {
        return backend.configuration(
                options(server, "flushInterval", "10m", "batchSize", "1000", "shutdownTimeout", "20s"));
    }
}
