// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * However an application ends, what it has lost is told once and is in the dead-letter file, and nothing else is told.
 * Each application is a JVM of its own.
 */
@OnOldestAndNewest
public abstract class EndingContract {
    private final Backend backend;

    @TempDir
    Path directory;

    protected EndingContract(Backend backend) {
        this.backend = backend;
    }

    private Map<String, String> options(String endpoint, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", endpoint);
        options.put("token", "secret-token");
        options.put("deadLetterFile", letters().toString());
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    private Path letters() {
        return directory.resolve("letters.json");
    }

    private List<String> written() throws IOException {
        return Files.exists(letters())
                ? Files.readAllLines(letters(), StandardCharsets.UTF_8)
                : Collections.emptyList();
    }

    private ChildJvm.Ended run(Map<String, String> options, boolean hooked, String... arguments) throws Exception {
        String configuration = backend.configuration(options);
        return ChildJvm.logAndEnd(
                backend, hooked ? backend.hooked(configuration) : configuration, Collections.emptyList(), arguments);
    }

    private static String closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "http://127.0.0.1:" + free.getLocalPort() + "/api/track";
        }
    }

    private static void assertToldOnce(ChildJvm.Ended ended, String... parts) {
        assertEquals(1, ended.printed.size(), ended.printed::toString);
        for (String part : parts) {
            assertTrue(ended.printed.get(0).contains(part), () -> part + " is not in " + ended.printed);
        }
    }

    private static Set<Object> numbers(TrackServer server) {
        return server.events().stream()
                .map(event -> event.properties().get("number"))
                .collect(Collectors.toSet());
    }

    private static Set<Object> numbersTo(int end) {
        return IntStream.range(0, end).boxed().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"return, false", "return, true", "exit, false", "exit, true", "wait, false", "wait, true"})
    void apiDown_whatIsLost_isToldOnce_andIsInTheFile(String ending, boolean hooked) throws Exception {
        ChildJvm.Ended ended = run(options(closedPort(), "shutdownTimeout", "500ms"), hooked, "6", ending);
        assertToldOnce(ended, "Track appender TRACK: 6 events are lost, not delivered by the end: ");
        List<String> letters = written();
        assertEquals(6, letters.size(), letters::toString);
        assertTrue(letters.get(5).contains("\"number\":5"), letters::toString);
    }

    @Test
    void noToken_whatIsLost_isToldOnce_withTheReason() throws Exception {
        ChildJvm.Ended ended = run(options(closedPort(), "token", ""), false, "2", LogAndEnd.RETURN);
        assertEquals(1, count(ended, "there is no token"), ended.printed::toString);
        assertEquals(1, count(ended, "2 events are lost, not delivered by the end: no token"), ended.printed::toString);
        assertEquals(2, written().size());
    }

    @OnOneVersion
    @Test
    void refusedEvents_areAllInTheFile() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            server.answerTo(event -> true, Answer.status(400).body("{\"success\":false,\"message\":\"odd\"}"));
            ChildJvm.Ended ended = run(options(server.endpoint().toString()), false, "4000", LogAndEnd.EXIT);
            assertEquals(4_000, written().size(), ended.printed::toString);
            assertToldOnce(ended, "rejected", "refused by the API");
        }
    }

    @OnOneVersion
    @ParameterizedTest
    @CsvSource({"late, 0", "late, 1500", "ApplicationShutdownHook, 1500"})
    void healthyApi_whatAnotherHookLogs_arrives(String hook, String afterMillis) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            ChildJvm.Ended ended =
                    run(options(server.endpoint().toString()), false, "3", LogAndEnd.WAIT, hook, "3", afterMillis);
            assertEquals(Collections.emptyList(), ended.printed);
            assertEquals(numbersTo(6), numbers(server));
        }
    }

    /** Each of these 300 calls would wait 300 ms for its answer if the name of their hook did not say what it is. */
    @OnOneVersion
    @Test
    void slowApi_whatANamedHookLogs_arrivesTogether() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            Answer slow = Answer.ok().delay(300, MILLISECONDS);
            server.next(Collections.nCopies(400, slow).toArray(new Answer[0]));
            ChildJvm.Ended ended = run(
                    options(server.endpoint().toString()),
                    false,
                    "1",
                    LogAndEnd.WAIT,
                    "SpringApplicationShutdownHook",
                    "300",
                    "700");
            assertEquals(Collections.emptyList(), ended.printed);
            assertEquals(numbersTo(301), numbers(server));
        }
    }

    @OnOneVersion
    @Test
    void apiThatNeverAnswers_whatAnotherHookLogs_isCountedAndTold() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            server.next(Collections.nCopies(20, Answer.hang()).toArray(new Answer[0]));
            ChildJvm.Ended ended = run(
                    options(server.endpoint().toString(), "shutdownTimeout", "300ms"),
                    false,
                    "3",
                    LogAndEnd.EXIT,
                    "late",
                    "2",
                    "1500");
            assertEquals(5, written().size(), ended.printed::toString);
            assertEquals(3, ended.printed.size(), ended.printed::toString);
            assertTrue(ended.printed.get(0).contains("3 events are lost"), ended.printed::toString);
            assertTrue(ended.printed.get(1).contains("not delivered at shutdown"), ended.printed::toString);
            assertTrue(ended.printed.get(2).contains("(2 such losses since the end)"), ended.printed::toString);
        }
    }

    @Test
    void mistakes_areEachToldOnce() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            ChildJvm.Ended ended = run(
                    options(server.endpoint().toString(), "batchSize", "5000", "flushIntervall", "2s"),
                    false,
                    "1",
                    LogAndEnd.RETURN);
            assertEquals(1, count(ended, "batchSize=5000 cannot be used"), ended.printed::toString);
            assertEquals(1, count(ended, "Did you mean flushInterval"), ended.printed::toString);
            assertEquals(1, server.events().size());
        }
    }

    /** A log that is shown hears all but the end. */
    @Test
    void console_hearsEachThingOnce() throws Exception {
        Map<String, String> options = options(closedPort(), "batchSize", "5000", "shutdownTimeout", "1500ms");
        String configuration = backend.printing(backend.configuration(options));
        ChildJvm.Ended ended = ChildJvm.logAndEnd(
                backend, backend.hooked(configuration), Collections.emptyList(), "6", LogAndEnd.EXIT);
        assertEquals(1, count(ended, "batchSize=5000 cannot be used"), ended.printed::toString);
        assertEquals(
                1, count(ended, "6 events are lost, not delivered by the end: no connection"), ended.printed::toString);
        assertTrue(count(ended, "cannot deliver") <= 1, ended.printed::toString);
    }

    private static long count(ChildJvm.Ended ended, String part) {
        return ended.printed.stream().filter(line -> line.contains(part)).count();
    }
}
