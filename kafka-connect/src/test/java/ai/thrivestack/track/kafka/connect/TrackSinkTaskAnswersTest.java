// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.thrivestack.track.testkit.Answer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of records with each kind of answer. Every put runs on the test's thread, and must come back. */
@Timeout(60)
class TrackSinkTaskAnswersTest {
    private static final String NO_MONEY = "{\"success\":false,\"message\":\"no such plan\"}";

    private final TaskBench bench = new TaskBench();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        bench.close();
    }

    private static boolean isBad(String name) {
        return name.endsWith("7");
    }

    private void assertReported(Set<String> names, String why) {
        Set<String> reported = new TreeSet<>();
        for (FakeContext.Reported each : bench.context.reported) {
            String json = new String((byte[]) each.record.value(), StandardCharsets.UTF_8);
            assertTrue(reported.add(json.replaceFirst(".*\"event_name\":\"(e\\d+)\".*", "$1")), json + " came twice");
            assertEquals(why, each.why);
        }
        assertEquals(names, reported);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422, 200})
    void refused_events_areReportedAlone_andTheOthersDeliveredOnce(int status) {
        bench.server.answerTo(
                event -> isBad(event.eventName()), Answer.status(status).body(NO_MONEY));
        bench.start();
        bench.assign(0);
        bench.put(bench.records(0, 100));
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 100L)));
        Set<String> bad = new TreeSet<>();
        Set<String> good = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            (isBad("e" + i) ? bad : good).add("e" + i);
        }
        String why = status + " no such plan";
        if (status != 413) {
            assertReported(bad, why);
        } else {
            assertTrue(bench.context.reported.get(0).why.startsWith(why + ", for the event \"e7\" of "));
        }
        assertEquals(90, bench.delivered().size());
        assertEquals(good, new TreeSet<>(bench.delivered()));
    }

    @Test
    void offset_ofARefusedEvent_isCommitted_onceItsReportIsWritten() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        ErrantRecordReporter reporter = bench.context.reporter;
        bench.context.reporter = (record, why) -> {
            reporter.report(record, why);
            return written;
        };
        bench.server.answerTo(event -> true, Answer.status(400).body(NO_MONEY));
        bench.start("errors.tolerance", "all");
        bench.assign(0);
        bench.put(bench.records(0, 1));
        bench.server.await("a refusal", () -> !bench.server.requests().isEmpty(), 10, TimeUnit.SECONDS);
        bench.commit(); // waits for the answer
        assertEquals(Map.of(0, 0L), bench.committed);
        assertEquals(1, bench.context.reported.size());
        written.complete(null);
        bench.commit();
        assertEquals(Map.of(0, 1L), bench.committed);
        assertEquals(1, bench.context.reported.size());
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("500", Answer.status(500)),
                Arguments.of("503", Answer.status(503)),
                Arguments.of("429", Answer.status(429)),
                Arguments.of("429 with Retry-After", Answer.status(429).retryAfter("1")),
                Arguments.of("408", Answer.status(408)),
                Arguments.of("a broken connection", Answer.reset()),
                Arguments.of("401", Answer.status(401)),
                Arguments.of("403", Answer.status(403)),
                Arguments.of("404", Answer.status(404)),
                Arguments.of("302", Answer.status(302).header("Location", "http://127.0.0.1:1/")),
                Arguments.of(
                        "a log-in page",
                        Answer.status(200).header("Content-Type", "text/html").body("<html><title>Log in</title>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatPasses_losesNothing_andEndsNothing(String what, Answer answer) {
        bench.server.next(answer);
        bench.start("flushInterval", "100ms");
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.server.await("a request", () -> !bench.server.requests().isEmpty(), 10, TimeUnit.SECONDS);
        bench.commit();
        assertTrue(bench.committed.get(0) <= bench.delivered().size());
        bench.put(bench.records(0, 10));
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 20L)));
        assertEquals(20, bench.delivered().size());
        assertEquals(20, Set.copyOf(bench.delivered()).size());
        assertEquals(List.of(), bench.context.reported);
    }

    @Test
    void api_thatNeverAnswers_stopsNoPut() {
        bench.server.next(Collections.nCopies(100, Answer.hang()).toArray(new Answer[0]));
        bench.start("requestTimeout", "24h", "bufferSize", "100KB");
        bench.assign(0);
        for (int i = 0; i < 20; i++) {
            bench.put(bench.records(0, 1_000));
        }
        assertEquals(bench.context.assignment, bench.context.paused);
        bench.commit();
        assertEquals(Map.of(0, 0L), bench.committed);
    }

    @Test
    void request_thatTakesTooLong_isSentAgain() {
        bench.server.next(Answer.hang());
        bench.start("requestTimeout", "200ms");
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 10L)));
        assertEquals(2, bench.server.requests().size());
    }

    @Test
    void event_thatAlwaysFails_isReported_andTheOthersPassIt() {
        bench.server.answerTo(
                event -> event.eventName().equals("e5"), Answer.status(500).body(NO_MONEY));
        bench.start();
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.putUntil("it is reported", () -> {
            bench.put(bench.records(0, 1)); // a failure says something only while others are delivered
            return !bench.context.reported.isEmpty();
        });
        assertEquals(1, bench.context.reported.size());
        assertTrue(
                bench.context.reported.get(0).why.startsWith("500 no such plan ("), bench.context.reported.get(0).why);
        assertEquals(5, bench.context.reported.get(0).record.kafkaOffset());
    }

    @Test
    void token_thatExpires_isReadAnewFromItsFile() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "token-of-yesterday");
        bench.server.accept("token-of-today");
        bench.start("token", "", "tokenFile", file.toString());
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.server.await("two refusals", () -> bench.server.requests().size() >= 2, 10, TimeUnit.SECONDS);
        bench.commit();
        assertEquals(Map.of(0, 0L), bench.committed);
        Files.writeString(file, "token-of-today");
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 10L)));
        assertEquals(List.of(), bench.context.reported);
    }

    @Test
    void token_thatExpires_isResolvedAnewFromTheConfiguration() {
        bench.server.accept("token-of-today");
        bench.start("token", "token-of-yesterday");
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.server.await("two refusals", () -> bench.server.requests().size() >= 2, 10, TimeUnit.SECONDS);
        bench.context.configs.put("token", "token-of-today"); // a store has a new one
        bench.putAndCommitUntil("all are committed", () -> {
            bench.clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            return bench.committed.equals(Map.of(0, 10L));
        });
    }

    @Test
    void store_thatFails_endsNothing_andIsNotQuoted() {
        bench.server.accept("token-of-today");
        bench.start("token", "token-of-yesterday");
        bench.assign(0);
        bench.context.failure = new ConnectException("cannot read token-of-today");
        try (LogCapture log = new LogCapture()) {
            bench.put(bench.records(0, 10));
            bench.putUntil("it is said", () -> log.has("the token cannot be read anew", "ConnectException"));
            assertFalse(log.has("token-of-today"), () -> "" + log.lines());
        }
    }

    static Stream<Object> garbage() {
        Schema schema =
                SchemaBuilder.struct().field("event_name", Schema.STRING_SCHEMA).build();
        return Stream.of(
                "",
                "hello",
                "[1]",
                "{\"event_name\":",
                TaskBench.event("a") + TaskBench.event("b"),
                "{\"event_name\":\"" + "x".repeat(2_000_000) + "\"}",
                TaskBench.event("a").getBytes(StandardCharsets.UTF_16LE),
                "\ufeff" + TaskBench.event("a"),
                new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'},
                42L,
                Map.of("event_name", new Object()),
                new Struct(schema).put("event_name", "a"));
    }

    @Test
    void garbage_isReportedBeforeAnyRequest() {
        bench.start();
        bench.assign(0);
        bench.put(bench.record(0, null)); // a tombstone
        garbage().forEach(value -> bench.put(bench.record(0, value)));
        int count = 1 + (int) garbage().count();
        assertEquals(count, bench.context.reported.size());
        bench.context.reported.forEach(
                each -> assertTrue(each.why.startsWith("the record's value is no event: it "), () -> each.why));
        bench.commit();
        assertEquals(Map.of(0, (long) count), bench.committed);
        assertEquals(List.of(), bench.server.requests());
    }

    @Test
    void values_ofOtherConverters_areEvents() {
        bench.start();
        bench.assign(0);
        Map<String, Object> map = new HashMap<>();
        map.put("event_name", "of_a_map");
        map.put("user_id", "u1");
        map.put("timestamp", "2026-11-23T10:00:00.000Z");
        map.put("properties", Map.of("list", List.of(1L, 2.5, true, "\u00fc"), "map", Map.of("a", "b")));
        bench.put(bench.record(0, TaskBench.event("of_a_text")), bench.record(0, map));
        assertEquals(
                Set.of("of_a_text", "of_a_map"),
                bench.server.awaitEvents(2, 10, TimeUnit.SECONDS).stream()
                        .map(event -> event.eventName())
                        .collect(Collectors.toSet()));
        assertEquals(
                map.get("properties").toString().length(),
                bench.server.events().get(1).properties().toString().length());
        assertEquals(
                List.of(1, 2.5, true, "\u00fc"),
                bench.server.events().get(1).properties().get("list"));
    }

    @Test
    void toleranceNone_endsTheTaskAtTheFirstRefusal_andCommitsNothingOfIt() {
        bench.server.answerTo(
                event -> event.eventName().equals("e1"), Answer.status(400).body(NO_MONEY));
        bench.context.reporter = null;
        bench.start("errors.tolerance", "none");
        bench.assign(0);
        bench.put(bench.records(0, 3));
        ConnectException end = assertThrows(ConnectException.class, () -> bench.putUntil("it ends", () -> false));
        assertTrue(end.getMessage().contains("errors.tolerance=all"), end.getMessage());
        assertEquals("400 no such plan", end.getCause().getMessage());
        bench.commit();
        assertEquals(Map.of(0, 1L), bench.committed);
    }

    @Test
    void toleranceAll_withoutAPlaceForErrantRecords_saysAndGoesOn() {
        bench.server.answerTo(
                event -> event.eventName().equals("e1"), Answer.status(400).body(NO_MONEY));
        bench.context.reporter = null;
        try (LogCapture log = new LogCapture()) {
            bench.start();
            bench.assign(0);
            bench.put(bench.records(0, 3));
            bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 3L)));
            bench.putUntil(
                    "it is said",
                    () -> log.has("WARN ai.thrivestack.track bench-0: rejected an event", "400 no such plan"));
        }
    }

    @Test
    void token_isInNoLine_noReport_andNoException() {
        String echo = "{\"success\":false,\"message\":\"wrong: " + TaskBench.TOKEN + "\"}";
        bench.server.next(Answer.status(401).body(echo), Answer.status(500).body(echo));
        bench.server.answerTo(
                event -> event.eventName().equals("e1"), Answer.status(400).body(echo));
        List<String> said = new ArrayList<>();
        try (LogCapture log = new LogCapture()) {
            bench.start();
            bench.assign(0);
            List<SinkRecord> records = bench.records(0, 3);
            bench.put(records);
            bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 3L)));
            bench.task.stop();
            said.addAll(log.lines());
        }
        bench.context.reported.forEach(each -> said.add(each.why));
        assertTrue(said.stream().anyMatch(line -> line.contains("wrong: [hidden]")), said::toString);
        assertTrue(said.stream().noneMatch(line -> line.contains(TaskBench.TOKEN)), said::toString);
    }
}
