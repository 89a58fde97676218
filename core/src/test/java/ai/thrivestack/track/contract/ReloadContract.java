// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.ReceivedRequest;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reload loses nothing, the end delivers what is there, and nothing of an appender stays behind. */
public abstract class ReloadContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final Answer[] DOWN = answers(1_000, Answer.status(500));
    private static final int THREADS = 2;

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean reloaded;

    private TrackServer server;
    private TrackServer otherServer;

    protected ReloadContract(Backend backend) {
        this.backend = backend;
    }

    /** What is known of the calls made while the framework was being reloaded. */
    protected abstract void judgeCalls(int calls, long accepted);

    @BeforeEach
    void startServers() {
        server = TrackServer.start();
        otherServer = TrackServer.start();
    }

    @AfterEach
    void stopAll() throws Exception {
        backend.stop();
        OurThreads.awaitEnd();
        // the last of them takes the bean away before it ends
        assertEquals(Collections.emptySet(), beans());
        server.close();
        otherServer.close();
        assertEquals(Collections.emptyList(), server.refusals());
        assertEquals(Collections.emptyList(), otherServer.refusals());
    }

    private static Set<ObjectName> beans() throws JMException {
        return platform().queryNames(new ObjectName("ai.thrivestack.track:*"), null);
    }

    private static MBeanServer platform() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static Answer[] answers(int count, Answer answer) {
        Answer[] answers = new Answer[count];
        Arrays.fill(answers, answer);
        return answers;
    }

    /** @param more name, value, name, value … beside the endpoint */
    private static Map<String, String> options(TrackServer server, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("flushInterval", "50ms");
        options.put("shutdownTimeout", "5s");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private String configuration(TrackServer server, String... more) {
        return backend.configuration(options(server, more));
    }

    private void log(int count) {
        for (int i = 0; i < count; i++) {
            log.info(TRACK, "counted user_id={} number={}", "u1", calls.getAndIncrement());
        }
    }

    private void flush() {
        assertTrue(backend.flush(), () -> "not delivered: " + backend.counts());
    }

    /** In their order: what was refused may arrive after what came later. */
    private static List<Integer> numbers(List<TrackedEvent> events) {
        return events.stream()
                .map(event -> (Integer) event.properties().get("number"))
                .sorted()
                .collect(Collectors.toList());
    }

    private static List<Integer> numbersFrom(int first, int end) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = first; number < end; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private void expectAllDelivered(long count) {
        TrackCounts counts = backend.counts();
        assertEquals(
                "accepted " + count + " = delivered " + count + " + rejected 0 + dropped 0 + pending 0",
                counts.toString());
    }

    @Test
    void reloads_underLoad_everyEventArrivesOnce() throws InterruptedException {
        server.next(answers(10_000, Answer.ok().delay(2, MILLISECONDS)));
        backend.start(configuration(server));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::logUntilReloaded, "application-" + i);
            threads.add(thread);
            thread.start();
        }
        try {
            for (int reload = 1; reload <= 3; reload++) {
                server.awaitEvents(1_000 * reload, 60, SECONDS);
                backend.reload(configuration(server, "batchSize", String.valueOf(100 + reload)));
            }
            server.awaitEvents(4_000, 60, SECONDS);
        } finally {
            reloaded = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
        flush();
        List<Integer> arrived = numbers(server.events());
        expectAllDelivered(arrived.size());
        assertEquals(arrived.size(), new HashSet<>(arrived).size(), "arrived twice");
        judgeCalls(calls.get(), arrived.size());
    }

    /** Some thousand events a second, as a busy application has. */
    private void logUntilReloaded() {
        while (!reloaded) {
            log(1);
            LockSupport.parkNanos(MICROSECONDS.toNanos(100));
        }
    }

    @Test
    void reload_whileTheApiIsDown_whatWaitedGoesOnWithTheNextAppender() {
        server.next(DOWN);
        backend.start(configuration(server));
        log(10);
        awaitRequestWith("secret-token");
        backend.reload(configuration(server, "batchSize", "7"));
        assertEquals(10, backend.counts().accepted());
        server.clearAnswers();
        log(5);
        flush();
        assertEquals(numbersFrom(0, 15), numbers(server.events()));
        expectAllDelivered(15);
    }

    @OnOldestAndNewest
    @Test
    void reload_withAnotherToken_whatWaitedLeavesUnderItsOwn() {
        server.next(DOWN);
        backend.start(configuration(server));
        log(10);
        awaitRequestWith("secret-token");
        backend.reload(configuration(server, "token", "new-token"));
        log(5);
        awaitRequestWith("new-token");
        assertEquals(5, backend.counts().accepted());
        server.accept("new-token");
        server.clearAnswers();
        assertEquals(numbersFrom(10, 15), numbers(server.awaitEvents(5, 20, SECONDS)));
        server.accept("secret-token");
        assertEquals(numbersFrom(0, 15), numbers(server.awaitEvents(15, 20, SECONDS)));
        server.clear(); // the refusals of the other token
    }

    /** Without a token no event could leave before, so none was meant for another recipient. */
    @Test
    void reload_thatBringsTheToken_deliversWhatWaitedForIt() {
        backend.start(configuration(server, "token", ""));
        log(10);
        assertEquals(10, backend.counts().pending());
        backend.reload(configuration(server));
        log(5);
        flush();
        assertEquals(numbersFrom(0, 15), numbers(server.events()));
        expectAllDelivered(15);
    }

    private void awaitRequestWith(String token) {
        server.await(
                "a request with " + token,
                () -> server.requests().stream().anyMatch(request -> carries(request, token)),
                20,
                SECONDS);
    }

    private static boolean carries(ReceivedRequest request, String token) {
        return ("Bearer " + token).equals(request.headers().get("Authorization"));
    }

    @OnOldestAndNewest
    @Test
    void reload_withAnotherEndpoint_whatWaitedGoesToItsOwn() {
        server.next(DOWN);
        backend.start(configuration(server));
        log(10);
        awaitRequestWith("secret-token");
        backend.reload(configuration(otherServer));
        log(5);
        flush();
        assertEquals(numbersFrom(10, 15), numbers(otherServer.events()));
        server.clearAnswers();
        assertEquals(numbersFrom(0, 10), numbers(server.awaitEvents(10, 20, SECONDS)));
    }

    @OnOldestAndNewest
    @Test
    void appenderRemovedByAReload_whatWaits_isDeliveredInTheBackground() {
        backend.start(configuration(server, "flushInterval", "10m", "shutdownTimeout", "3s"));
        log(10);
        backend.reload(backend.configurationOf(Collections.emptyMap()));
        assertEquals(numbersFrom(0, 10), numbers(server.awaitEvents(10, 20, SECONDS)));
    }

    @OnOldestAndNewest
    @Test
    void appenderRemovedByAReload_comingBack_losesNothing() {
        backend.start(configuration(server, "flushInterval", "10m", "shutdownTimeout", "3s"));
        log(10);
        backend.reload(backend.configurationOf(Collections.emptyMap()));
        backend.reload(configuration(server));
        log(5);
        server.awaitEvents(15, 20, SECONDS);
        flush();
        assertEquals(numbersFrom(0, 15), numbers(server.events()));
    }

    @Test
    void stop_withEventsPending_deliversThemBeforeItReturns() {
        backend.start(configuration(server, "flushInterval", "10m"));
        log(250);
        backend.stop();
        assertEquals(numbersFrom(0, 250), numbers(server.events()));
        expectAllDelivered(250);
    }

    @Test
    void stop_afterAReload_deliversWhatWaitedBeforeAndAfter() {
        backend.start(configuration(server, "flushInterval", "10m", "batchSize", "1000"));
        log(25);
        backend.reload(configuration(server, "flushInterval", "10m", "batchSize", "1000"));
        log(25);
        backend.stop();
        assertEquals(numbersFrom(0, 50), numbers(server.events()));
        expectAllDelivered(50);
    }

    @Test
    void stopTwice_andStartedAgain_deliversAgain() {
        backend.start(configuration(server));
        log(10);
        backend.stop();
        backend.stop();
        expectAllDelivered(10);
        backend.start(configuration(server));
        log(5);
        flush();
        expectAllDelivered(5);
        assertEquals(numbersFrom(0, 15), numbers(server.events()));
    }

    @Test
    void twoAppenders_eachDeliversUnderItsOwnToken_alsoAfterAReload() {
        server.accept("first-token");
        otherServer.accept("second-token");
        Map<String, Map<String, String>> appenders = new LinkedHashMap<>();
        appenders.put("TRACK", options(server, "token", "first-token", "flushInterval", "10m"));
        appenders.put("OTHER", options(otherServer, "token", "second-token", "flushInterval", "10m"));
        backend.start(backend.configurationOf(appenders));
        log(10);
        backend.reload(backend.configurationOf(appenders));
        log(10);
        backend.stop();
        assertEquals(numbersFrom(0, 20), numbers(server.events()));
        assertEquals(numbersFrom(0, 20), numbers(otherServer.events()));
    }

    @Test
    void bean_isThereOnce_addsUp_andGoesWithTheStop() throws Exception {
        backend.start(configuration(server));
        log(10);
        for (int reload = 1; reload <= 3; reload++) {
            backend.reload(configuration(server, "batchSize", String.valueOf(100 + reload)));
            expectOneBean();
        }
        ObjectName bean = expectOneBean();
        log(10);
        assertEquals(true, platform().invoke(bean, "flush", new Object[] {10_000L}, new String[] {"long"}));
        Map<String, Object> values = new HashMap<>();
        for (String name : new String[] {"Accepted", "Delivered", "Pending", "Account"}) {
            values.put(name, platform().getAttribute(bean, name));
        }
        assertEquals(20L, values.get("Accepted"));
        assertEquals(20L, values.get("Delivered"));
        assertEquals(0L, values.get("Pending"));
        assertEquals(backend.counts().toString(), values.get("Account"));
        Collection<Thread> found = OurThreads.all();
        assertFalse(found.isEmpty());
        backend.stop();
        assertEquals(Collections.emptySet(), beans());
        for (Thread thread : found) {
            thread.join(20_000);
            assertFalse(thread.isAlive(), thread::getName);
        }
    }

    private ObjectName expectOneBean() throws JMException {
        ObjectName bean = new ObjectName("ai.thrivestack.track:type=TrackAppender,context="
                + ObjectName.quote(backend.contextName()) + ",name=" + ObjectName.quote("TRACK"));
        assertEquals(Collections.singleton(bean), beans());
        return bean;
    }

    @OnOldestAndNewest
    @Test
    void watchedFile_changed_isTakenUp(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("configuration.xml");
        write(file, backend.watched(configuration(server, "token", "")));
        backend.startWatching(file);
        log(10);
        Path next = folder.resolve("next.xml"); // moved there, it is never seen half written
        write(next, backend.watched(configuration(server)));
        Files.setLastModifiedTime(next, FileTime.fromMillis(System.currentTimeMillis() + 10_000));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        assertEquals(numbersFrom(0, 10), numbers(server.awaitEvents(10, 20, SECONDS)));
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
