// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandLineTest {

    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream() {
        @Override
        public synchronized void flush() {
            firstLine.complete(new String(toByteArray(), StandardCharsets.UTF_8).trim());
        }
    };
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine line = new CommandLine(utf8(out), utf8(err));

    @Test
    void command_ends_printsWhatArrivedAndReturnsItsExitCode() throws Exception {
        int code = line.run(command("42"));

        assertEquals(42, code);
        String accepted = "accepted 2020-11-23T22:28:55.111Z signed_up user_id=u1 properties={} context={}";
        assertEquals(
                Arrays.asList(
                        accepted,
                        accepted.replace("signed_up", "feature_used"),
                        accepted,
                        "refused 400 The array has 0 events, not 1 to 1000. (rule: events 1 to 1000)",
                        "events accepted: 3, with warnings: 3, requests refused: 1",
                        "  1 feature_used",
                        "  2 signed_up"),
                linesWithout("warning ").subList(2, linesWithout("warning ").size()));
        assertEquals(lines().get(0).replace("listening on", "live page at").replace("api/track", ""), lines().get(1));
        assertEquals("", err.toString("UTF-8"));
    }

    @Test
    void warning_ofSeveralEvents_isPrintedOnceBelowTheFirst() throws Exception {
        line.run(command("0"));

        String noEmail =
                "warning signed_up /properties: signed_up has no email or user_email, which the vendor's reports need.";
        int accepted = 2;
        assertEquals(1, lines().stream().filter(noEmail::equals).count(), lines()::toString);
        assertTrue(lines().get(accepted).startsWith("accepted "), lines()::toString);
        assertTrue(lines().subList(accepted, accepted + 5).contains(noEmail), lines()::toString);
    }

    @Test
    void event_thatLacksNothing_isPrintedWithoutWarning() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            Console console = new Console(utf8(out), event -> Collections.emptyList());
            console.listen(server);
            Client.post(
                    server,
                    "["
                            + Tracked.eventAt(
                                    Instant.now().toString(), "seen", "u1", "{}", "{'group_id':'g','source':'product'}")
                            + "]");
            console.sum(server);

            assertEquals("events accepted: 1, requests refused: 0", lines().get(3));
        }
    }

    @Test
    void event_thatBreaksThePlan_isPrintedWithThat() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            new Console(utf8(out), event -> Collections.singletonList("Not planned.")).listen(server);
            Client.post(server, Requests.events(1));

            assertTrue(lines().contains("warning signed_up Not planned."), lines()::toString);
        }
    }

    @Test
    void plan_thatCannotBeRead_isAUsageError() throws Exception {
        assertEquals(2, line.run("--plan", "no-such-plan.json"));

        assertTrue(err.toString("UTF-8").contains("no-such-plan.json"), err.toString("UTF-8"));
    }

    @Test
    void command_unknown_isNamedAndReturns127() throws Exception {
        assertEquals(127, line.run("--", "no-such-command-anywhere"));

        assertTrue(err.toString("UTF-8").contains("no-such-command-anywhere"), err.toString("UTF-8"));
    }

    @Test
    void server_withoutCommand_runsUntilStoppedAndSumsUp() throws Exception {
        ExecutorService main = Executors.newSingleThreadExecutor();
        Future<Integer> code = main.submit(() -> line.run("--port", "0"));
        String listening = firstLine.get(30, TimeUnit.SECONDS);
        try (Client client =
                new Client(URI.create(listening.replace("listening on ", "")).getPort())) {
            client.post(Requests.events(1));
        }

        line.stop(30, TimeUnit.SECONDS);

        assertEquals(0, code.get(30, TimeUnit.SECONDS));
        assertEquals(
                "events accepted: 1, with warnings: 1, requests refused: 0",
                linesWithout("warning ").get(3));
        main.shutdown();
    }

    @Test
    void command_stillRunning_isEndedByStop() throws Exception {
        try (TrackServer other = TrackServer.start()) {
            other.next(Answer.hang());
            ExecutorService main = Executors.newSingleThreadExecutor();
            Future<Integer> code = main.submit(() -> line.run(command("0", String.valueOf(other.port()))));
            other.await("the command's request", () -> other.requests().size() == 1, 30, TimeUnit.SECONDS);

            assertTrue(line.stop(20, TimeUnit.SECONDS));

            assertTrue(code.get(30, TimeUnit.SECONDS) != 0);
            main.shutdown();
        }
    }

    @Test
    void arguments_wrong_printTheUsageAndReturn2() throws Exception {
        assertEquals(2, line.run("--verbose"));

        assertTrue(err.toString("UTF-8").startsWith("unknown argument: --verbose\nusage: java -jar "));
        assertEquals("", out.toString("UTF-8"));
    }

    @Test
    void help_askedFor_isPrintedAndReturns0() throws Exception {
        assertEquals(0, line.run("--help"));

        assertEquals(Arguments.USAGE, out.toString("UTF-8"));
        assertEquals("", err.toString("UTF-8"));
    }

    @Test
    void port_inUse_isNamedAndReturns1() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            assertEquals(1, line.run("--port", String.valueOf(server.port())));

            assertTrue(err.toString("UTF-8").startsWith("cannot listen on 127.0.0.1:" + server.port()));
        }
    }

    @Test
    void environment_ofTheCommand_hasEndpointAndATokenUnlessSet() {
        Map<String, String> environment = new HashMap<>();
        Child.addTo(environment, URI.create("http://127.0.0.1:1/api/track"));
        String dummy = environment.put("THRIVESTACK_TOKEN", "mine");
        Child.addTo(environment, URI.create("http://127.0.0.1:2/api/track"));

        assertTrue(dummy != null && !dummy.isEmpty());
        assertEquals("mine", environment.get("THRIVESTACK_TOKEN"));
        assertEquals("http://127.0.0.1:2/api/track", environment.get("TRACK_ENDPOINT"));
    }

    @Test
    void event_withControlCharacters_staysOnOneLine() throws Exception {
        try (TrackServer server = TrackServer.start()) {
            new Console(utf8(out), any -> Collections.emptyList()).listen(server);
            String event = Requests.eventWith("properties", "{\"n\":[1,9.5,null,true,\"\\u0000\",\"\u009b\"]}");
            Client.post(server, "[" + event.replace("signed_up", "a\\nb\\u001b[1m") + "]");

            assertEquals(
                    "accepted 2020-11-23T22:28:55.111Z a\ufffdb\ufffd[1m user_id=u1"
                            + " properties={\"n\":[1,9.5,null,true,\"\\u0000\",\"\ufffd\"]} context={}",
                    lines().get(2));
        }
    }

    private static String[] command(String... args) {
        List<String> command = new ArrayList<>(Collections.singletonList("--"));
        command.addAll(Java.command(PostAndExit.class, args));
        return command.toArray(new String[0]);
    }

    private List<String> lines() throws UnsupportedEncodingException {
        return Arrays.stream(out.toString("UTF-8").split(System.lineSeparator()))
                .collect(Collectors.toList());
    }

    private List<String> linesWithout(String start) throws UnsupportedEncodingException {
        return lines().stream().filter(line -> !line.startsWith(start)).collect(Collectors.toList());
    }

    private static PrintStream utf8(ByteArrayOutputStream bytes) {
        try {
            return new PrintStream(bytes, true, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
