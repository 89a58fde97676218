// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Lines, when they are written, and failures; see {@link DeadLetterFileThreadsTest} for threads. */
@Timeout(60)
class DeadLetterFileTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SMALL = 1024 * 1024;

    @TempDir
    Path directory;

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private final ManualTimer timer = new ManualTimer();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    private Path path() {
        return directory.resolve("dead.jsonl");
    }

    private DeadLetterFile open(Path path) {
        return new DeadLetterFile(new DeadLetterWriter(path, SMALL), timer, (kind, report) -> reports.add(report));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] event(int number) {
        return utf8("{\"number\":" + number + "}");
    }

    private static byte[] eventOfSize(int bytes) {
        char[] text = new char[bytes - 2];
        Arrays.fill(text, 'x');
        return utf8('"' + new String(text) + '"');
    }

    private static List<JsonNode> lines(Path path) throws IOException {
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        assertTrue(text.endsWith("\n"));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<Integer> numbers(Path path) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        lines(path).forEach(line -> numbers.add(line.at("/event/number").asInt()));
        return numbers;
    }

    private void assertReported(String... parts) {
        assertEquals(1, reports.size(), reports::toString);
        for (String part : parts) {
            assertTrue(reports.get(0).contains(part), reports::toString);
        }
        reports.clear();
    }

    @Test
    void line_tellsTimeReasonMessageAndEvent() throws IOException {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        DeadLetterFile letters = open(path());
        letters.add(Loss.REFUSED, "a \"bad\"\nthing", utf8("{\"event_name\":\"größer\",\"seats\":3}"));
        letters.close();
        String text = new String(Files.readAllBytes(path()), StandardCharsets.UTF_8);
        assertTrue(
                text.endsWith("\",\"reason\":\"refused by the API\",\"message\":\"a \\\"bad\\\"\\nthing\","
                        + "\"event\":{\"event_name\":\"größer\",\"seats\":3}}\n"),
                text);
        String time = lines(path()).get(0).get("time").asText();
        assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), time);
        assertFalse(Instant.parse(time).isBefore(before), time);
        assertFalse(Instant.parse(time).isAfter(Instant.now()), time);
    }

    @Test
    void line_withoutMessageAndEvent_saysSo() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.UNREADABLE, null, null);
        letters.add(Loss.UNREADABLE, "", null);
        letters.close();
        for (JsonNode line : lines(path())) {
            assertEquals(3, line.size(), line::toString);
            assertEquals("unreadable record", line.get("reason").asText());
            assertTrue(line.get("event").isNull());
        }
    }

    @Test
    void message_cutInTheMiddleOfACharacter_isStillJson() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.NO_USER_ID, "cut \uD83D", event(1));
        letters.close();
        assertEquals("cut ?", lines(path()).get(0).get("message").asText());
    }

    @Test
    void lines_areWrittenByTheTimer() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.add(Loss.BUFFER_FULL, null, event(2));
        assertEquals(Collections.singletonList(200L), timer.delays());
        assertFalse(Files.exists(path()));
        timer.run();
        assertEquals(Arrays.asList(1, 2), numbers(path()));
        assertEquals(Collections.emptyList(), timer.delays());
        letters.add(Loss.BUFFER_FULL, null, event(3));
        assertEquals(Collections.singletonList(200L), timer.delays());
        timer.run();
        assertEquals(Arrays.asList(1, 2, 3), numbers(path()));
    }

    @Test
    void manyBytes_areWrittenAtOnce() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, eventOfSize(DeadLetterFile.WRITE_BYTES - 1000));
        timer.await();
        assertFalse(Files.exists(path()));
        assertEquals(1, timer.delays().size());
        letters.add(Loss.BUFFER_FULL, null, eventOfSize(1000));
        timer.await();
        assertEquals(2, lines(path()).size());
        letters.add(Loss.BUFFER_FULL, null, event(3));
        timer.await();
        assertEquals(2, lines(path()).size());
        assertEquals(2, timer.delays().size());
    }

    /** The test changes the event between the log call and the write; an application never does. */
    @Test
    void add_neitherEncodesNorWrites() throws IOException {
        DeadLetterFile letters = open(path());
        byte[] event = event(1);
        letters.add(Loss.BUFFER_FULL, null, event);
        event[event.length - 2] = '7';
        assertFalse(Files.exists(path()));
        timer.run();
        assertEquals(Collections.singletonList(7), numbers(path()));
    }

    @Test
    void flush_withoutLines_makesNoFile() {
        DeadLetterFile letters = open(path());
        letters.flush();
        letters.close();
        assertFalse(Files.exists(path()));
    }

    @Test
    void add_afterTheEnd_isWrittenAtOnce() throws IOException {
        DeadLetterFile letters = open(path());
        letters.close();
        letters.add(Loss.SHUTDOWN, null, event(1));
        assertEquals(Collections.singletonList(1), numbers(path()));
    }

    @Test
    void add_withoutATimer_isWrittenAtOnce() throws IOException {
        DeadLetterFile letters = open(path());
        timer.shutdown();
        letters.add(Loss.SHUTDOWN, null, event(1));
        assertEquals(Collections.singletonList(1), numbers(path()));
    }

    @Test
    void interruptedThread_writesAndStaysInterrupted() throws IOException {
        DeadLetterFile letters = open(path());
        Thread.currentThread().interrupt();
        letters.add(Loss.BUFFER_FULL, null, eventOfSize(DeadLetterFile.WRITE_BYTES));
        letters.flush();
        assertTrue(Thread.interrupted());
        assertEquals(1, lines(path()).size());
        letters.close();
        Thread.currentThread().interrupt();
        letters.add(Loss.BUFFER_FULL, null, event(2));
        assertTrue(Thread.interrupted());
        assertEquals(2, lines(path()).size());
        assertEquals(Collections.emptyList(), reports);
    }

    @Test
    void file_movedAway_isMadeAgain() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.flush();
        Path old = Files.move(path(), directory.resolve("dead.jsonl.1"));
        letters.add(Loss.BUFFER_FULL, null, event(2));
        letters.flush();
        assertEquals(Collections.singletonList(1), numbers(old));
        assertEquals(Collections.singletonList(2), numbers(path()));
    }

    @Test
    void file_withLines_isContinued() throws IOException {
        Files.write(path(), utf8("{\"event\":{\"number\":1}}\n"));
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, event(2));
        letters.close();
        assertEquals(Arrays.asList(1, 2), numbers(path()));
    }

    @Test
    void file_withHalfALine_isContinuedOnTheNext() throws IOException {
        Files.write(path(), utf8("{\"event\":{\"num"));
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, event(2));
        letters.close();
        String text = new String(Files.readAllBytes(path()), StandardCharsets.UTF_8);
        assertTrue(text.startsWith("{\"event\":{\"num\n{\"time\":"), text);
    }

    @Test
    void fullFile_isSaidOnce_andGoesOnWhenMovedAway() throws IOException {
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, eventOfSize(SMALL));
        timer.await();
        assertEquals(Collections.emptyList(), reports);
        long size = Files.size(path());
        for (int i = 1; i <= 3; i++) {
            letters.add(Loss.BUFFER_FULL, null, event(i));
            timer.run();
        }
        assertEquals(size, Files.size(path()));
        assertReported(path().toString(), "has reached 1MB", "move it away");

        Files.move(path(), directory.resolve("old"));
        letters.add(Loss.BUFFER_FULL, null, event(4));
        timer.run();
        assertEquals(Collections.singletonList(4), numbers(path()));
        assertReported("written again", "3 dead letters");

        letters.add(Loss.BUFFER_FULL, null, eventOfSize(SMALL));
        timer.await();
        letters.add(Loss.BUFFER_FULL, null, event(5));
        letters.flush();
        assertReported("has reached 1MB");
        letters.close();
        assertReported("1 dead letters are missing");
    }

    @Test
    void bound_isAHundredMegabytes() {
        assertEquals(100L << 20, DeadLetterFile.MAX_FILE_BYTES);
    }

    @Test
    void missingDirectories_areMadeOnce() throws IOException {
        Path path = directory.resolve("a/b/dead.jsonl");
        DeadLetterFile letters = open(path);
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.flush();
        assertEquals(Collections.singletonList(1), numbers(path));
        Files.delete(path);
        Files.delete(path.getParent());
        letters.add(Loss.BUFFER_FULL, null, event(2));
        letters.flush();
        assertReported(path.toString(), "1 dead letters are missing");
        assertFalse(Files.exists(path.getParent()));
    }

    @Test
    void directoryInItsPlace_isReported() throws IOException {
        Files.createDirectory(path());
        DeadLetterFile letters = open(path());
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.add(Loss.BUFFER_FULL, null, event(2));
        letters.flush();
        assertReported(path().toString(), "directory", "2 dead letters", "Name a file");
        letters.add(Loss.BUFFER_FULL, null, event(3));
        letters.flush();
        assertReported("3 dead letters");
        Files.delete(path());
        letters.add(Loss.BUFFER_FULL, null, event(4));
        letters.flush();
        assertReported("written again", "3 dead letters");
        assertEquals(Collections.singletonList(4), numbers(path()));
        letters.close();
        assertEquals(Collections.emptyList(), reports);
    }

    @Test
    void fileInADirectorysPlace_isReported() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[0]);
        DeadLetterFile letters = open(file.resolve("dead.jsonl"));
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.flush();
        assertReported("cannot be written", "1 dead letters");
    }

    @Test
    void error_ofAnyKind_isReported() {
        DeadLetterWriter broken = new DeadLetterWriter(path(), SMALL) {
            @Override
            boolean append(byte[] lines) {
                throw new OutOfMemoryError("none left");
            }
        };
        DeadLetterFile letters = new DeadLetterFile(broken, timer, (kind, report) -> reports.add(report));
        letters.add(Loss.BUFFER_FULL, null, event(1));
        letters.flush();
        assertReported("OutOfMemoryError, none left");
    }
}
