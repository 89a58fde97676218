// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.ReceivedRequest;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.transport.KeyStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Delivery as an application sees it: what becomes of events while the API misbehaves. */
public abstract class DeliveryContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int LOAD_TICK_MILLIS = 10;
    private static final int EVENTS_A_TICK = 10;

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final AtomicInteger number = new AtomicInteger();
    private TrackServer server;

    protected DeliveryContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void startServer() {
        server = TrackServer.start();
    }

    @AfterEach
    void stopAll() {
        backend.stop();
        server.close();
    }

    /** @param options name, value, name, value … */
    private void start(TrackServer to, String... options) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("endpoint", to.endpoint().toString());
        all.put("token", "secret-token");
        all.put("flushInterval", "50ms");
        all.put("bufferSize", "64MB");
        all.put("defaultUserId", "u1");
        for (int i = 0; i < options.length; i += 2) {
            if (options[i + 1] == null) {
                all.remove(options[i]);
            } else {
                all.put(options[i], options[i + 1]);
            }
        }
        backend.start(backend.configuration(all));
    }

    private void log(int events) {
        for (int i = 0; i < events; i++) {
            log.info(TRACK, "feature_used n={}", number.getAndIncrement());
        }
    }

    /** 1,000 events a second on each of two threads. */
    private void logForSeconds(int seconds) throws InterruptedException {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        CountDownLatch ticks = new CountDownLatch(2 * seconds * 1_000 / LOAD_TICK_MILLIS);
        for (int thread = 0; thread < 2; thread++) {
            threads.scheduleAtFixedRate(
                    () -> {
                        if (ticks.getCount() > 0) {
                            log(EVENTS_A_TICK);
                        }
                        ticks.countDown();
                    },
                    0,
                    LOAD_TICK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
        assertTrue(ticks.await(60, TimeUnit.SECONDS));
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }

    /** Every event once, or more often under one id. */
    private void assertArrived(List<TrackedEvent> events, int count) {
        Map<Object, Set<Object>> idsByNumber = new HashMap<>();
        for (TrackedEvent event : events) {
            idsByNumber
                    .computeIfAbsent(event.properties().get("n"), any -> new HashSet<>())
                    .add(event.context().get("event_id"));
        }
        assertEquals(count, idsByNumber.size());
        idsByNumber.forEach((n, ids) -> assertEquals(1, ids.size(), () -> "event " + n));
    }

    /** Everything is delivered or lost, sooner or later. */
    private void awaitSettled() {
        for (int i = 0; i < 6 && backend.counts().pending() > 0; i++) {
            backend.flush();
        }
        assertEquals(0, backend.counts().pending());
    }

    private void assertAllDelivered(int count) {
        TrackCounts counts = backend.counts();
        assertEquals(
                "accepted " + count + " = delivered " + count + " + rejected 0 + dropped 0 + pending 0", "" + counts);
    }

    @Test
    void load_overAServerThatMisbehaves_arrivesWhole() throws InterruptedException {
        start(server, "requestTimeout", "500ms");
        Answer[] round = {
            Answer.status(500),
            Answer.ok(),
            Answer.status(503),
            Answer.ok(),
            Answer.status(429).retryAfter("1"),
            Answer.reset(),
            Answer.ok(),
            Answer.hang(),
            Answer.ok(),
            Answer.truncated(),
        };
        int seconds = Integer.getInteger("load.seconds", 1);
        for (int i = 0; i < seconds; i += 2) {
            server.next(round);
        }
        logForSeconds(seconds);
        awaitSettled();
        assertAllDelivered(number.get());
        assertArrived(server.events(), number.get());
    }

    private static boolean is(TrackedEvent event, int n) {
        return Integer.valueOf(n).equals(event.properties().get("n"));
    }

    @OnOneVersion
    @Test
    void badEventAmong500_isTheOnlyOneLost_andIsInTheDeadLetterFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("dead.json");
        server.answerTo(
                event -> is(event, 321),
                Answer.status(400).body("{\"success\": false, \"message\": \"n is not what it should be\"}"));
        start(server, "deadLetterFile", file.toString(), "batchSize", "500", "flushInterval", "1m");
        log(500);
        assertFalse(backend.flush());
        assertEquals(
                "accepted 500 = delivered 499 + rejected 1 {refused by the API=1} + dropped 0 + pending 0",
                "" + backend.counts());
        assertEquals(499, server.events().size());
        assertTrue(server.requests().size() <= 60, () -> "" + server.requests().size());
        backend.stop();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("\"reason\":\"refused by the API\""), lines.get(0));
        assertTrue(lines.get(0).contains("\"message\":\"400 n is not what it should be\""), lines.get(0));
        assertTrue(lines.get(0).contains("\"properties\":{\"n\":321}"), lines.get(0));
    }

    @OnOneVersion
    @Test
    void largeEvents_fillRequestsUpToTheLimit_andOnlyTheImpossibleIsRejected() throws InterruptedException {
        start(server, "flushInterval", "1m");
        char[] kilobyte = new char[900];
        Arrays.fill(kilobyte, 'x');
        for (int i = 0; i < 5_000; i++) {
            log.info(TRACK, "stored n={} text={}", number.getAndIncrement(), new String(kilobyte));
        }
        char[] large = new char[900_000];
        Arrays.fill(large, 'x');
        for (int i = 0; i < 5; i++) {
            log.info(TRACK, "stored n={} text={}", number.getAndIncrement(), new String(large));
        }
        assertEquals(0, backend.counts().rejected());
        char[] huge = new char[3_000_000];
        Arrays.fill(huge, 'x');
        log.info(TRACK, "stored n={} text={}", number.getAndIncrement(), new String(huge));
        assertEquals(Collections.singletonMap("too large", 1L), backend.counts().rejectedByReason());
        backend.flush();
        assertArrived(server.events(), 5_005);
        for (ReceivedRequest request : server.requests()) {
            assertTrue(request.eventCount() <= 1_000 && request.bodyBytes() <= 2_000_000, request::toString);
        }
        String report = backend.reports().await("too large");
        assertTrue(report.matches(".* has 30001\\d\\d bytes, the API takes 1999998"), report);
    }

    @OnOneVersion
    @Test
    void tokenThatExpiresInMidRun_losesNothing(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("token");
        Files.write(file, "first".getBytes(StandardCharsets.UTF_8));
        server.accept("first");
        start(server, "token", null, "tokenFile", file.toString());
        log(500);
        server.awaitEvents(1, 30, TimeUnit.SECONDS);
        server.accept("second");
        log(500);
        server.await(
                "a refusal",
                () -> server.requests().stream().anyMatch(request -> request.status() == 401),
                30,
                TimeUnit.SECONDS);
        log(500);
        Files.write(file, "second".getBytes(StandardCharsets.UTF_8));
        server.awaitEvents(1_500, 60, TimeUnit.SECONDS);
        awaitSettled();
        assertAllDelivered(1_500);
        assertArrived(server.events(), 1_500);
        long refused = server.requests().stream().filter(r -> r.status() == 401).count();
        assertTrue(refused <= 5, () -> refused + " requests were refused");
    }

    @OnOneVersion
    @Test
    void dropOldest_keepsTheNewest() {
        server.next(Answer.status(503).retryAfter("1"));
        start(server, "overflow", "dropOldest", "bufferSize", "64KB", "batchSize", "1000", "flushInterval", "1m");
        log(2_000);
        TrackCounts counts = backend.counts();
        assertEquals(2_000, counts.accepted());
        assertEquals(2_000 - counts.pending(), counts.dropped());
        backend.flush();
        Set<Object> numbers = server.events().stream()
                .map(event -> event.properties().get("n"))
                .collect(Collectors.toSet());
        assertTrue(numbers.contains(1_999) && !numbers.contains(0), numbers::toString);
    }

    @OnOneVersion
    @Test
    void block_waitsForRoom_andLosesNothing() {
        start(server, "overflow", "block", "overflowTimeout", "30s", "bufferSize", "64KB");
        log(5_000);
        assertTrue(backend.flush());
        assertAllDelivered(5_000);
        assertArrived(server.events(), 5_000);
    }

    @OnOneVersion
    @Test
    void serverThatNeverAnswers_costsBoundedMemory_andTheAccountAddsUp() throws Exception {
        assertFloodIsCounted("-Xmx64m", 300_000, 100);
    }

    /** As much as all of the heap, or more, is logged. */
    @OnOneFramework
    @ParameterizedTest
    @CsvSource({"-Xmx24m, 100000, 100", "-Xmx24m, 500, 100000", "-Xmx16m, 100000, 5"})
    void serverThatNeverAnswers_inASmallHeap_costsBoundedMemory(String heap, int events, int length) throws Exception {
        assertFloodIsCounted(heap, events, length);
    }

    private void assertFloodIsCounted(String heap, int events, int length) throws Exception {
        Answer[] silence = new Answer[20];
        Arrays.fill(silence, Answer.hang());
        server.next(silence);
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("shutdownTimeout", "1s");
        String account = ChildJvm.output(
                heap, LogAndStop.class, backend, backend.configuration(options), "" + events, "" + length);
        Matcher numbers = Pattern.compile("accepted (\\d+) = delivered 0 \\+ rejected 0 \\+ dropped (\\d+) "
                        + "\\{buffer full=(\\d+), not delivered at shutdown=(\\d+)} \\+ pending 0\\s*$")
                .matcher(account);
        assertTrue(numbers.find(), account);
        assertEquals("" + events, numbers.group(1));
        assertEquals("" + events, numbers.group(2));
        assertEquals(events, Integer.parseInt(numbers.group(3)) + Integer.parseInt(numbers.group(4)));
    }

    /** What the JVM makes of its properties it makes once, hence another JVM. */
    @OnOneFramework
    @Test
    void trustStore_ofTheJvmsProperties_isTrusted(@TempDir Path directory) throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        Path trusted = KeyStores.trusting(keys, directory.resolve("trusted.p12"));
        try (TlsServer https = new TlsServer(KeyStores.context(keys))) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("endpoint", https.endpoint());
            options.put("token", "secret-token");
            int exit = ChildJvm.logAndEnd(
                    backend,
                    backend.configuration(options),
                    1,
                    LogAndEnd.RETURN,
                    "-Djavax.net.ssl.trustStore=" + trusted,
                    "-Djavax.net.ssl.trustStorePassword=" + KeyStores.PASSWORD);
            assertEquals(0, exit);
            assertEquals(1, https.bodies().size());
            assertTrue(https.bodies().get(0).startsWith("[{\"event_name\":\"counted\""), () -> "" + https.bodies());
        }
    }
}
