// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.thrivestack.track.StandardError;
import ai.thrivestack.track.spool.Segment;
import ai.thrivestack.track.spool.SegmentReader;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Events outlive the process that logged them. The processes are killed with SIGKILL, a few times in the normal build
 * and {@code -Dspool.kills=50} times on request, when the figures are printed. An outage fills {@code
 * -Dspool.megabytes=200}.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
public abstract class SpoolContract {
    private static final int KILLS = Integer.getInteger("spool.kills", 3);
    private static final int SPOOL_MEGABYTES = Integer.getInteger("spool.megabytes", 100);
    private static final int MOST_LINES = 3_000;
    private static final Pattern NUMBER = Pattern.compile("\"number\":\"([^\"]+)\"");

    private final Backend backend;
    private final Random random = new Random(5);
    /** How often each number was taken by a server. */
    private final Map<Object, AtomicInteger> taken = new ConcurrentHashMap<>();
    /** An event's first id; another one would be another event. */
    private final Map<Object, Object> ids = new ConcurrentHashMap<>();

    private final Set<Object> strangers = ConcurrentHashMap.newKeySet();
    private final Object arrival = new Object();
    private TrackServer server;
    private int port;

    @TempDir
    Path temporary;

    protected SpoolContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void serve() {
        server = TrackServer.start(port);
        port = server.port();
        server.onEvent(event -> {
            Object number = event.properties().get("number");
            taken.computeIfAbsent(number, any -> new AtomicInteger()).incrementAndGet();
            Object id = event.context().get("event_id");
            Object first = ids.putIfAbsent(number, id);
            if (first != null && !first.equals(id)) {
                strangers.add(number);
            }
            synchronized (arrival) {
                arrival.notifyAll();
            }
        });
    }

    @AfterEach
    void close() {
        backend.stop();
        server.close();
    }

    private Path spool() {
        return temporary.resolve("spool");
    }

    private String configuration(String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("defaultUserId", "u1");
        options.put("shutdownTimeout", "1s");
        options.put("spoolDirectory", spool().toString());
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return backend.configuration(options);
    }

    private void awaitTaken(Set<String> numbers) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        synchronized (arrival) {
            while (!taken.keySet().containsAll(numbers)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    Set<String> missing = new HashSet<>(numbers);
                    missing.removeAll(taken.keySet());
                    throw new AssertionError(missing.size() + " of " + numbers.size() + " events are missing: "
                            + missing.stream().limit(5).collect(Collectors.toList()));
                }
                TimeUnit.NANOSECONDS.timedWait(arrival, left);
            }
        }
    }

    @Test
    void stop_whileTheApiIsDown_leavesEvents_andTheNextStartDeliversThem() throws Exception {
        server.close();
        backend.start(configuration());
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            LoggerFactory.getLogger("shop.Checkout")
                    .info(MarkerFactory.getMarker("TRACK"), "counted number={}", "n" + i);
            numbers.add("n" + i);
        }
        try (StandardError error = new StandardError()) {
            backend.stop();
            OurThreads.awaitEnd();
            List<String> heard = error.lines(); // while the context stops its log may still be shown
            heard.addAll(backend.reports().all());
            long told = heard.stream()
                    .filter(line -> line.contains("100 events stay in the spool for the next start"))
                    .count();
            assertEquals(1, told, heard::toString);
        }
        assertEquals(
                "accepted 100 = delivered 0 + rejected 0 + dropped 0 + pending 100",
                backend.counts().toString());
        serve();
        backend.start(configuration());
        awaitTaken(numbers);
        assertEquals(100, taken.size());
    }

    /** Everything that a log call returned for arrives, whatever the API did meanwhile. */
    @OnOneVersion
    @Test
    void kill_losesNothing() throws Exception {
        Set<String> printed = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            disturb(kill);
            printed.addAll(logUntilKilled("k" + kill + "-"));
        }
        deliver(printed);
        print("killed", printed);
    }

    @OnOneFramework
    @Test
    void damageAtRandom_costsDamagedEventsAlone() throws Exception {
        server.close();
        Set<String> printed = new HashSet<>();
        Set<String> damaged = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            printed.addAll(logUntilKilled("k" + kill + "-"));
            for (Path segment : segments()) {
                damaged.addAll(damage(segment));
            }
        }
        printed.removeAll(damaged);
        serve();
        deliver(printed);
        print("killed and damaged " + damaged.size() + " events", printed);
    }

    @OnOneFramework
    @Test
    void survivor_deliversWhatTheDeadProcessLeft() throws Exception {
        Process survivor = ChildJvm.start(LogUntilKilled.class, backend, configuration("spoolSize", "1GB"), "b-");
        try {
            Set<String> printed = logUntilKilled("a-");
            printed.addAll(lines(survivor, MOST_LINES));
            drain(survivor);
            awaitTaken(printed);
        } finally {
            kill(survivor);
        }
        assertEquals(Collections.emptySet(), strangers);
    }

    /** The spool holds more than three times what the heap could. */
    @OnOneFramework
    @Test
    void outage_costsNoMemory_andEverythingArrivesOnce() throws Exception {
        int events = SPOOL_MEGABYTES * 3_600; // of some 310 bytes
        server.close();
        String output = ChildJvm.output(
                "-Xmx24m", LogAndStop.class, backend, configuration("spoolSize", "1GB"), Integer.toString(events));
        assertTrue(
                output.trim()
                        .endsWith("accepted " + events + " = delivered 0 + rejected 0 + dropped 0 + pending " + events),
                output);
        long bytes = 0;
        for (Path segment : segments()) {
            bytes += Files.size(segment);
        }
        assertTrue(bytes >= SPOOL_MEGABYTES << 20, bytes + " bytes in the spool");
        serve();
        output = ChildJvm.output("-Xmx24m", LogAndStop.class, backend, configuration("shutdownTimeout", "5m"), "0");
        assertTrue(
                output.trim()
                        .endsWith("accepted " + events + " = delivered " + events
                                + " + rejected 0 + dropped 0 + pending 0"),
                output);
        assertEquals(events, taken.size());
        assertEquals(
                events, taken.values().stream().mapToInt(AtomicInteger::get).sum());
        assertEquals(Collections.emptyList(), segments());
    }

    private void disturb(int kill) {
        server.close();
        if (kill % 3 == 0) {
            return; // the API is down
        }
        serve();
        for (int i = 0; kill % 3 == 1 && i < 40; i++) {
            server.next(i % 4 == 0 ? Answer.status(503) : i % 4 == 1 ? Answer.reset() : Answer.ok());
        }
    }

    /** @return the numbers whose log calls have returned */
    private Set<String> logUntilKilled(String prefix) throws Exception {
        Process process = ChildJvm.start(LogUntilKilled.class, backend, configuration(), prefix);
        Set<String> printed = new HashSet<>();
        try {
            printed.addAll(lines(process, 1 + random.nextInt(MOST_LINES)));
        } finally {
            kill(process);
        }
        return printed;
    }

    private static Set<String> lines(Process process, int lines) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Set<String> printed = new HashSet<>();
        for (int i = 0; i < lines; i++) {
            String line = output.readLine();
            assertTrue(line != null, "the application has ended");
            printed.add(line);
        }
        return printed;
    }

    /** So that it can go on printing. */
    private static void drain(Process process) {
        Thread drain = new Thread(() -> {
            byte[] buffer = new byte[8192];
            try {
                while (process.getInputStream().read(buffer) >= 0) {}
            } catch (IOException killed) {
                // that was it
            }
        });
        drain.setDaemon(true);
        drain.start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void deliver(Set<String> numbers) throws InterruptedException {
        server.close();
        serve();
        backend.start(configuration());
        awaitTaken(numbers);
        assertEquals(Collections.emptySet(), strangers);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(spool())) {
            return files.filter(file -> file.toString().endsWith(".segment")).collect(Collectors.toList());
        }
    }

    /** Flips some bytes, and sometimes tears the end off. @return the events that this has touched */
    private Set<String> damage(Path path) throws IOException {
        TreeMap<Integer, String> events = new TreeMap<>();
        int end = 0;
        try (Segment segment = Segment.open(path)) {
            SegmentReader reader = new SegmentReader(segment);
            while (reader.advance(segment.end())) {
                Matcher number = NUMBER.matcher(new String(reader.event(), StandardCharsets.UTF_8));
                assertTrue(number.find());
                events.put(reader.start(), number.group(1));
                end = reader.end();
            }
        }
        Set<String> damaged = new HashSet<>();
        if (events.isEmpty()) {
            return damaged;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            for (int i = 0; i < 5; i++) {
                int place = Segment.FIRST_RECORD + random.nextInt(end - Segment.FIRST_RECORD);
                file.seek(place);
                int was = file.read();
                file.seek(place);
                file.write(was ^ 1 << random.nextInt(8));
                Map.Entry<Integer, String> touched = events.floorEntry(place);
                if (touched != null) {
                    damaged.add(touched.getValue());
                }
            }
            if (random.nextInt(3) == 0) {
                int length = Math.max(0, end - random.nextInt(2_000));
                file.setLength(length);
                Integer torn = events.floorKey(length); // null if the tear is before the first event
                damaged.addAll((torn == null ? events : events.tailMap(torn)).values());
            }
        }
        return damaged;
    }

    private void print(String what, Set<String> printed) {
        if (KILLS > 3) {
            int all = taken.values().stream().mapToInt(AtomicInteger::get).sum();
            System.out.println("spool: " + KILLS + " processes " + what + ", log calls that returned "
                    + printed.size() + ", lost 0, events taken " + taken.size() + ", twice or more "
                    + (all - taken.size()));
        }
    }
}
