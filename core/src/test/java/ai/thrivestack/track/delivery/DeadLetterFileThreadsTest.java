// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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

@Timeout(60)
class DeadLetterFileThreadsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int THREADS = 6;
    private static final int LINES = 4_000;

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private DeadLetterFile open(Path path) {
        return new DeadLetterFile(path, timer, (kind, report) -> reports.add(report));
    }

    private List<Future<?>> addEverywhere(DeadLetterFile... files) {
        String padding = String.join("", Collections.nCopies(30, "0123456789"));
        List<Future<?>> adding = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * LINES;
            DeadLetterFile file = files[thread % files.length];
            adding.add(threads.submit(() -> {
                for (int i = first; i < first + LINES; i++) {
                    String event = "{\"number\":" + i + ",\"padding\":\"" + padding + "\"}";
                    file.add(Loss.BUFFER_FULL, "full", event.getBytes(StandardCharsets.UTF_8));
                }
            }));
        }
        return adding;
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get();
        }
    }

    private static int number(String line) throws IOException {
        JsonNode json = JSON.readTree(line);
        assertEquals(300, json.at("/event/padding").asText().length());
        return json.at("/event/number").asInt();
    }

    private void assertComplete(List<String> lines) throws IOException {
        assertEquals(Collections.emptyList(), reports);
        Set<Integer> numbers = new HashSet<>();
        for (String line : lines) {
            assertTrue(numbers.add(number(line)), "a line came twice");
        }
        assertEquals(THREADS * LINES, numbers.size());
    }

    @Test
    void lines_ofManyThreads_areAllThere() throws Exception {
        Path path = directory.resolve("dead.jsonl");
        DeadLetterFile letters = open(path);
        await(addEverywhere(letters));
        letters.close();
        assertComplete(Files.readAllLines(path));
    }

    @Test
    void twoAppenders_onOneFile_doNotMixTheirLines() throws Exception {
        Path path = directory.resolve("dead.jsonl");
        DeadLetterFile one = open(path);
        DeadLetterFile other = open(path);
        await(addEverywhere(one, other));
        one.close();
        other.close();
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        lines.removeIf(String::isEmpty); // see DeadLetterAppender.endsInHalfALine
        assertComplete(lines);
    }

    /** As tail reads: a read may end anywhere, but what ends in a line feed is a line. */
    @Test
    void reader_duringTheWriting_seesEveryLineWhole() throws Exception {
        Path path = Files.createFile(directory.resolve("dead.jsonl"));
        DeadLetterFile letters = open(path);
        List<Future<?>> adding = addEverywhere(letters);
        List<String> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[10_000];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            boolean last = false;
            while (true) {
                int count = file.read(bytes);
                if (count > 0) {
                    text.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
                    int end;
                    while ((end = text.indexOf("\n")) >= 0) {
                        lines.add(text.substring(0, end));
                        number(lines.get(lines.size() - 1));
                        text.delete(0, end + 1);
                    }
                } else if (last) {
                    break;
                } else if (adding.stream().allMatch(Future::isDone)) {
                    letters.close();
                    last = true;
                }
            }
        }
        await(adding);
        assertEquals(0, text.length());
        assertComplete(lines);
    }

    @Test
    void file_movedAwayDuringTheWriting_losesNothing() throws Exception {
        Path path = directory.resolve("dead.jsonl");
        DeadLetterFile letters = open(path);
        List<Future<?>> adding = addEverywhere(letters);
        int moved = 0;
        while (moved == 0 || !adding.stream().allMatch(Future::isDone)) {
            letters.flush();
            if (Files.exists(path)) {
                Files.move(path, directory.resolve("moved." + moved++));
            }
        }
        await(adding);
        letters.close();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < moved; i++) {
            lines.addAll(Files.readAllLines(directory.resolve("moved." + i)));
        }
        if (Files.exists(path)) {
            lines.addAll(Files.readAllLines(path));
        }
        assertComplete(lines);
    }

    /** A disk that hangs costs lines, but neither the application's time nor its memory. */
    @Test
    void writeThatHangs_isWaitedForOnce() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        List<byte[]> written = new CopyOnWriteArrayList<>();
        DeadLetterAppender hanging = new DeadLetterAppender(directory.resolve("dead.jsonl"), 1) {
            @Override
            boolean append(byte[] lines) throws IOException {
                entered.countDown();
                try {
                    assertTrue(released.await(30, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                written.add(lines);
                return true;
            }
        };
        DeadLetterFile letters = new DeadLetterFile(hanging, timer, (kind, report) -> reports.add(report));
        byte[] large = ("\"" + new String(new char[DeadLetterFile.WRITE_BYTES]).replace('\0', 'x') + "\"")
                .getBytes(StandardCharsets.UTF_8);
        Future<?> writer = threads.submit(() -> letters.add(Loss.BUFFER_FULL, "1", large));
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        letters.add(Loss.BUFFER_FULL, "2", large); // waits a second
        long before = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            letters.add(Loss.BUFFER_FULL, "left out", null);
        }
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10), "each of them waited");
        assertFalse(writer.isDone());
        released.countDown();
        writer.get();
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("1000 dead letters are missing"), reports::toString);
        letters.close();
        assertEquals(2, written.size());
        assertTrue(new String(written.get(1), 0, 200, StandardCharsets.UTF_8).contains("\"message\":\"2\""));
    }
}
