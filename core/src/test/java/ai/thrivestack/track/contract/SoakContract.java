// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A steady rate for so many minutes ({@code -Dsoak.minutes=10}), against a server whose faults are drawn from a fixed
 * seed, or with {@code -Dsoak.nginx=nginx} behind that program. Then our account and the server's must agree. Prints what
 * it has seen.
 */
@OnOneVersion
public abstract class SoakContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int TICK_MILLIS = 10;
    private static final int EVENTS_A_TICK = 5;
    private static final int FAULT_MILLIS = 500;

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final AtomicInteger number = new AtomicInteger();
    private final Random random = new Random(4);
    private final Map<String, Integer> faults = new TreeMap<>();
    /** How often each event was taken by a server, this one or one before it. */
    private final Map<Object, AtomicInteger> taken = new ConcurrentHashMap<>();
    /** An event's first id; another one would be another event. */
    private final Map<Object, Object> ids = new ConcurrentHashMap<>();

    private final AtomicLong strangers = new AtomicLong();
    private TrackServer server;
    private boolean tokenIsRefused;
    private boolean isAway;
    private volatile boolean takenSinceFault;

    protected SoakContract(Backend backend) {
        this.backend = backend;
    }

    @Test
    void steadyRate_overFaultsAtRandom_losesNothing() throws Exception {
        assumeTrue(System.getProperty("soak.nginx") == null);
        int minutes = assumeSoak();
        server = serve(0);
        soak(minutes, server.endpoint(), this::fault);
        print(minutes, faults.toString());
        assertNothingLost();
    }

    @Test
    void steadyRate_behindNginx_losesNothing(@TempDir Path directory) throws Exception {
        String program = System.getProperty("soak.nginx");
        assumeTrue(program != null);
        int minutes = assumeSoak();
        server = serve(0);
        Nginx nginx = new Nginx(program, directory, server.port());
        nginx.start();
        try {
            soak(minutes, nginx.endpoint(server.endpoint()), () -> fault(nginx));
            Map<String, Integer> answers = nginx.answers();
            print(minutes, faults + ", nginx's answers " + answers);
            assertNothingLost();
            assertTrue(answers.keySet().containsAll(Arrays.asList("200", "502", "504")), answers::toString);
        } finally {
            nginx.stop();
        }
    }

    private static int assumeSoak() {
        int minutes = Integer.getInteger("soak.minutes", 0);
        assumeTrue(minutes > 0);
        return minutes;
    }

    private void soak(int minutes, URI endpoint, Runnable fault) throws InterruptedException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", endpoint.toString());
        options.put("token", "secret-token");
        options.put("requestTimeout", "2s");
        options.put("defaultUserId", "u1");
        backend.start(backend.configuration(options));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
        for (int thread = 0; thread < 2; thread++) {
            threads.scheduleAtFixedRate(this::log, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
        threads.scheduleAtFixedRate(fault, FAULT_MILLIS, FAULT_MILLIS, TimeUnit.MILLISECONDS);
        assertFalse(threads.awaitTermination(minutes, TimeUnit.MINUTES)); // nobody ends them before
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        endFault();
        for (int i = 0; i < 12 && backend.counts().pending() > 0; i++) {
            backend.flush();
        }
        backend.stop();
        server.close();
    }

    private void print(int minutes, String seen) {
        int duplicates = taken.values().stream().mapToInt(AtomicInteger::get).sum() - taken.size();
        System.out.println("soak: " + minutes + " min, events " + number + ", faults " + seen + ", lost "
                + (number.get() - taken.size()) + ", duplicates " + duplicates + ", peak heap "
                + peakHeapMegabytes() + " MB, " + backend.counts());
    }

    private void assertNothingLost() {
        int events = number.get();
        assertEquals(
                "accepted " + events + " = delivered " + events + " + rejected 0 + dropped 0 + pending 0",
                backend.counts().toString());
        assertEquals(events, taken.size());
        assertEquals(0, strangers.get());
    }

    private TrackServer serve(int port) {
        TrackServer started = TrackServer.start(port);
        started.onEvent(event -> {
            takenSinceFault = true;
            Object n = event.properties().get("n");
            Object id = event.context().get("event_id");
            taken.computeIfAbsent(n, any -> new AtomicInteger()).incrementAndGet();
            Object first = ids.putIfAbsent(n, id);
            if (first != null && !first.equals(id)) {
                strangers.incrementAndGet();
            }
        });
        return started;
    }

    private void log() {
        for (int i = 0; i < EVENTS_A_TICK; i++) {
            log.info(TRACK, "feature_used n={}", number.getAndIncrement());
        }
    }

    /** What lasts until the next fault is over. */
    private void endFault() {
        if (tokenIsRefused) {
            server.accept("secret-token");
            tokenIsRefused = false;
        }
        if (isAway) {
            server = serve(server.port());
            isAway = false;
        }
    }

    /** Faults that queue up would be an outage that never ends. */
    private boolean isTimeForAnother() {
        endFault();
        boolean isTime = takenSinceFault;
        takenSinceFault = false;
        return isTime;
    }

    private void fault(Nginx nginx) {
        if (!isTimeForAnother()) {
            return;
        }
        try {
            switch (random.nextInt(8)) {
                case 0:
                    count("nginx restarted");
                    nginx.restart();
                    break;
                case 1:
                    count("nginx reloaded");
                    nginx.reload();
                    break;
                case 2:
                    count("API away");
                    server.close();
                    isAway = true;
                    break;
                case 3:
                    next("hang", Answer.hang());
                    break;
                case 4:
                    next("reset", Answer.reset());
                    break;
                default: // and a quiet half second now and then
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fault() {
        if (!isTimeForAnother()) {
            return;
        }
        switch (random.nextInt(12)) {
            case 0:
                next("500", Answer.status(500));
                break;
            case 1:
                next("503", Answer.status(503));
                break;
            case 2:
                next("429", Answer.status(429).retryAfter("1"));
                break;
            case 3:
                next("reset", Answer.reset());
                break;
            case 4:
                next("hang", Answer.hang());
                break;
            case 5:
                next("cut body", Answer.truncated());
                break;
            case 6:
                count("401 for a while");
                server.accept("another-token");
                tokenIsRefused = true;
                break;
            case 7:
                count("restart");
                int port = server.port();
                server.close();
                server = serve(port);
                break;
            default: // and a quiet half second now and then
        }
    }

    private void next(String name, Answer answer) {
        count(name);
        server.next(answer);
    }

    private void count(String name) {
        faults.merge(name, 1, Integer::sum);
    }

    private static long peakHeapMegabytes() {
        long bytes = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            bytes += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        return bytes >> 20;
    }
}
