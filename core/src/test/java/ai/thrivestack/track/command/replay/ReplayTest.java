// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.command.Commands;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReplayTest {
    private static final String TOKEN = "secret-token";

    @TempDir
    Path directory;

    private TrackServer server;

    @BeforeEach
    void start() {
        server = TrackServer.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Commands replay(Path file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                Arrays.asList("replay", file.toString(), "--endpoint=" + server.endpoint(), "--token=" + TOKEN));
        arguments.addAll(Arrays.asList(more));
        Commands ran = Commands.run(arguments.toArray(new String[0]));
        assertFalse(ran.toString().contains(TOKEN), ran::toString);
        return ran;
    }

    private List<String> ids() {
        return server.events().stream()
                .map(event -> (String) event.context().get("event_id"))
                .collect(Collectors.toList());
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).collect(Collectors.toList());
    }

    @Test
    void letters_areDeliveredInOrder_withTheirIds() throws Exception {
        Commands ran = replay(Letters.of(directory, 250));
        assertEquals(0, ran.exitCode, ran::toString);
        assertEquals("250 delivered, 0 refused again\n", ran.out);
        assertEquals(ids(0, 250), ids());
        assertEquals(3, server.requests().size());
        assertEquals("\u00fc } {\"", server.events().get(0).properties().get("text"));
    }

    @Test
    void secondRun_sendsWhatCameSince() throws Exception {
        Path file = Letters.of(directory, 3);
        replay(file);
        Files.write(file, line(Letters.event("e3")), StandardOpenOption.APPEND);
        Commands ran = replay(file);
        assertEquals("1 delivered, 0 refused again\n", ran.out);
        assertEquals(ids(0, 4), ids());
    }

    @Test
    void anotherFile_ofTheSameName_beginsAnew() throws Exception {
        replay(Letters.of(directory, 3));
        Commands ran = replay(Letters.of(directory, Letters.event("new"), Letters.event("e1"), Letters.event("e2")));
        assertEquals("3 delivered, 0 refused again\n", ran.out);
    }

    @Test
    void foreignPosition_isNotOverwritten() throws Exception {
        Path file = Letters.of(directory, 3);
        Path position = Files.write(directory.resolve("dead.json.position"), "mine".getBytes(StandardCharsets.UTF_8));
        Commands ran = replay(file);
        assertEquals(3, ran.exitCode, ran::toString);
        assertEquals("mine", new String(Files.readAllBytes(position), StandardCharsets.UTF_8));
        assertEquals(Collections.emptyList(), ids());
    }

    private static byte[] line(String event) {
        return ("{\"time\":\"2026-11-23T22:28:55.111Z\",\"reason\":\"buffer full\",\"event\":" + event + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refusedAgain_goesToOut_whichCanBeReplayed() throws Exception {
        server.answerTo(
                event -> Arrays.asList("e7", "e60").contains(event.context().get("event_id")),
                Answer.status(400).body("{\"success\":false,\"message\":\"not " + TOKEN + "\"}"));
        Path out = directory.resolve("again.json");
        Commands ran = replay(Letters.of(directory, 100), "--out=" + out);
        assertEquals(1, ran.exitCode, ran::toString);
        assertEquals("98 delivered, 2 refused again\n", ran.out);
        List<String> expected = ids(0, 100);
        expected.removeAll(Arrays.asList("e7", "e60"));
        assertEquals(expected, ids());
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(
                lines.get(0)
                        .matches("\\{\"time\":\"[^\"]+Z\",\"reason\":\"refused by the API\",\"message\":"
                                + "\"400 not \\[hidden]\",\"event\":\\Q" + Letters.event("e7") + "\\E}"),
                lines.get(0));
        try (TrackServer mended = TrackServer.start()) {
            Commands again = Commands.run(
                    "replay", out.toString(), "--endpoint", mended.endpoint().toString(), "--token", TOKEN);
            assertEquals(0, again.exitCode, again::toString);
            assertEquals(2, mended.events().size());
        }
    }

    @Test
    void allRefused_costAboutOneRequestEach() throws Exception {
        server.answerTo(event -> true, Answer.status(422));
        Commands ran = replay(Letters.of(directory, 200));
        assertEquals(1, ran.exitCode, ran::toString);
        assertEquals("0 delivered, 200 refused again\n", ran.out);
        assertTrue(server.requests().size() < 220, () -> server.requests().size() + " requests");
    }

    @Test
    void whatNoApiTakes_isNotSent() throws Exception {
        Path out = directory.resolve("again.json");
        Path file = Letters.of(
                directory,
                null,
                "{\"event_name\":\"signed_up\",\"timestamp\":\"2026-11-23T22:28:55.111Z\"}",
                "{\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T22:28:55.111Z\"}",
                Letters.event("e0"));
        Commands ran = replay(file, "--out=" + out);
        assertEquals(1, ran.exitCode, ran::toString);
        assertTrue(ran.out.startsWith("1 delivered, 0 refused again, 3 cannot be sent: "), ran.out);
        assertEquals(1, server.requests().size());
        List<String> reasons = Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                .map(line -> line.replaceAll(".*\"reason\":\"([^\"]*)\".*", "$1"))
                .collect(Collectors.toList());
        assertEquals(Arrays.asList("buffer full", "no user id", "no event name"), reasons);
    }

    @Test
    void brokenLines_arePassedOver_andAnUnfinishedOneWaits() throws Exception {
        Path file = Letters.of(directory, 1);
        byte[] whole = line(Letters.event("e1"));
        Files.write(file, "half a li\n\n{\"time\":1}\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Files.write(file, Arrays.copyOf(whole, 40), StandardOpenOption.APPEND);
        Commands ran = replay(file);
        assertEquals(1, ran.exitCode, ran::toString);
        assertTrue(ran.err.contains("2 lines are no dead letters"), ran.err);
        Files.write(file, Arrays.copyOfRange(whole, 40, whole.length), StandardOpenOption.APPEND);
        replay(file);
        assertEquals(ids(0, 2), ids());
    }

    @Test
    void dryRun_saysHowMany_andSendsNothing() throws Exception {
        Path file = Letters.of(directory, null, Letters.event("e0"), Letters.event("e1"));
        Commands ran = Commands.run("replay", file.toString(), "--dry-run");
        assertEquals(0, ran.exitCode, ran::toString);
        assertTrue(ran.out.startsWith("2 events would be sent, 1 cannot be sent: "), ran.out);
        assertFalse(Files.exists(directory.resolve("dead.json.position")));
        assertEquals(2, replayed(file));
    }

    private int replayed(Path file) throws IOException {
        replay(file);
        return server.events().size();
    }

    @Test
    void refusedToken_stopsWhatIsLeft() throws Exception {
        Path file = Letters.of(directory, 300);
        server.next(Answer.ok(), Answer.status(401), Answer.status(401));
        Commands ran = replay(file);
        assertEquals(3, ran.exitCode, ran::toString);
        assertEquals("100 delivered, 0 refused again\n", ran.out);
        assertTrue(ran.err.contains("stopped: 401"), ran.err);
        assertTrue(ran.err.contains("The token is refused"), ran.err);
        assertEquals(0, replay(file).exitCode);
        assertEquals(ids(0, 300), ids());
    }

    @Test
    void newToken_isReadFromItsFile() throws Exception {
        Path token = Files.write(directory.resolve("token"), "new-token".getBytes(StandardCharsets.UTF_8));
        server.next(Answer.status(401));
        Commands ran = Commands.run(
                "replay",
                Letters.of(directory, 1).toString(),
                "--endpoint=" + server.endpoint(),
                "--tokenFile=" + token);
        assertEquals(0, ran.exitCode, ran::toString);
        assertEquals(1, server.events().size());
    }

    @Test
    void outagesOfAMoment_areWaitedFor() throws Exception {
        server.next(Answer.status(503), Answer.status(429).retryAfter("1"));
        Commands ran = replay(Letters.of(directory, 2));
        assertEquals(0, ran.exitCode, ran::toString);
        assertTrue(ran.err.contains("503"), ran.err);
        assertEquals(ids(0, 2), ids());
    }

    @Test
    void somethingElse_inTheApisPlace_stops() throws Exception {
        server.next(Answer.status(400).body("<html><title>Log in</title></html>"));
        Commands ran = replay(Letters.of(directory, 2));
        assertEquals(3, ran.exitCode, ran::toString);
        assertEquals(Collections.emptyList(), ids());
    }

    @Test
    void mistakesInTheArguments_areUsage() throws Exception {
        Path file = Letters.of(directory, 1);
        assertEquals(2, replay(file, "--rate=0").exitCode);
        assertEquals(2, replay(file, "--rate=many").exitCode);
        assertEquals(2, replay(file, "--out=" + file).exitCode);
        assertEquals(2, replay(file, "--batchSize=0").exitCode);
        assertEquals(2, replay(file, file.toString()).exitCode);
        assertEquals(Collections.emptyList(), ids());
    }

    /** Without time: its waits only move a clock. */
    private int replayAtOnce(ManualPace pace, Path file, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(Arrays.asList(file.toString(), "--endpoint=" + server.endpoint(), "--token=" + TOKEN));
        arguments.addAll(Arrays.asList(more));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        return new Replay(nowhere, nowhere, pace).run(arguments);
    }

    @Test
    void eventThatMakesTheApiFail_isFoundAndRefused() throws Exception {
        server.answerTo(event -> "e5".equals(event.context().get("event_id")), Answer.status(500));
        Path out = directory.resolve("again.json");
        assertEquals(1, replayAtOnce(new ManualPace(), Letters.of(directory, 16), "--out=" + out));
        List<String> expected = ids(0, 16);
        expected.remove("e5");
        assertEquals(expected, ids());
        List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("fails again and again"), lines.get(0));
    }

    @Test
    void rate_boundsBatchesAndTime() throws Exception {
        ManualPace pace = new ManualPace();
        assertEquals(0, replayAtOnce(pace, Letters.of(directory, 250), "--rate", "50"));
        assertEquals(5, server.requests().size());
        assertEquals(Pace.seconds(4), pace.nanoTime());
    }
}
