// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Uninterruptibly;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class DeadLetterFileThreadsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int THREADS = 6;
    private static final int LINES = 4_000;

    @TempDir
    Path directory;

    private final List<ScheduledExecutorService> writers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        writers.forEach(ScheduledExecutorService::shutdownNow);
        threads.shutdownNow();
    }

    private DeadLetterFile open(Path path) {
        return open(new DeadLetterWriter(path, DeadLetterFile.MAX_FILE_BYTES));
    }

    /** Each file has its own writer thread. */
    private DeadLetterFile open(DeadLetterWriter appender) {
        ScheduledExecutorService writer =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "writer"));
        writers.add(writer);
        return new DeadLetterFile(appender, writer, (kind, report) -> reports.add(report));
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
        lines.removeIf(String::isEmpty); // see DeadLetterWriter.endsInHalfALine
        assertComplete(lines);
    }

    /** Reads as tail does: a read may end anywhere, but text that ends in a line feed is a whole line. */
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

    /** A write takes until the test releases it. */
    private final class HeldAppender extends DeadLetterWriter {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        final List<byte[]> written = new CopyOnWriteArrayList<>();
        final Set<String> threadNames = ConcurrentHashMap.newKeySet();
        private final long millis;

        /** @param millis a write takes at most this long */
        HeldAppender(long millis) {
            super(directory.resolve("dead.jsonl"), 1);
            this.millis = millis;
        }

        @Override
        boolean append(byte[] lines) {
            threadNames.add(Thread.currentThread().getName());
            entered.countDown();
            Uninterruptibly.await(
                    TimeUnit.MILLISECONDS.toNanos(millis), released::await); // a disk does not react to an interrupt
            written.add(lines);
            return true;
        }

        void release() throws Exception {
            released.countDown();
            writers.get(0).submit(() -> {}).get();
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            written.forEach(bytes -> Collections.addAll(lines, new String(bytes, StandardCharsets.UTF_8).split("\n")));
            return lines;
        }
    }

    private static byte[] eventOfSize(int bytes) {
        return ("\"" + new String(new char[bytes - 2]).replace('\0', 'x') + "\"").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void slowFile_getsAllLines_fromTheWriterAlone() throws Exception {
        HeldAppender slow = new HeldAppender(50);
        DeadLetterFile letters = open(slow);
        await(addEverywhere(letters));
        letters.close();
        assertComplete(slow.lines());
        assertEquals(Collections.singleton("writer"), slow.threadNames);
        for (byte[] lines : slow.written) { // at most the bound, and one line of each thread
            assertTrue(lines.length <= DeadLetterFile.QUEUE_BYTES + THREADS * 500, () -> "" + lines.length);
        }
    }

    /** A disk that hangs loses lines, but takes neither the application's time nor its memory. */
    @Test
    void writeThatHangs_isWaitedForOnce() throws Exception {
        HeldAppender hanging = new HeldAppender(30_000);
        DeadLetterFile letters = open(hanging);
        byte[] large = eventOfSize(DeadLetterFile.QUEUE_BYTES);
        letters.add(Loss.BUFFER_FULL, "1", large);
        assertTrue(hanging.entered.await(30, TimeUnit.SECONDS));
        letters.add(Loss.BUFFER_FULL, "2", large); // fills the queue
        long before = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            letters.add(Loss.BUFFER_FULL, "left out", null);
        }
        letters.flush();
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10), "each of them waited");
        assertEquals(0, hanging.written.size());
        hanging.release();
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("1000 dead letters are missing"), reports::toString);
        letters.close();
        assertEquals(2, hanging.written.size());
        assertTrue(new String(hanging.written.get(1), 0, 200, StandardCharsets.UTF_8).contains("\"message\":\"2\""));
    }

    @Test
    void writeThatHangs_costsManyThreadsASecond_andEveryLineIsWrittenOrCounted() throws Exception {
        HeldAppender hanging = new HeldAppender(30_000);
        DeadLetterFile letters = open(hanging);
        letters.add(Loss.BUFFER_FULL, "1", eventOfSize(DeadLetterFile.QUEUE_BYTES));
        assertTrue(hanging.entered.await(30, TimeUnit.SECONDS));
        long before = System.nanoTime();
        await(addEverywhere(letters));
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10), "they waited again and again");
        hanging.release();
        letters.close();
        int lines = hanging.lines().size() - 1;
        assertTrue(lines > 1_000, () -> "" + lines);
        assertTrue(hanging.written.get(1).length <= DeadLetterFile.QUEUE_BYTES, "memory is bounded");
        assertEquals(1, reports.size(), reports::toString);
        String missing = (THREADS * LINES - lines) + " dead letters are missing";
        assertTrue(reports.get(0).contains(missing), () -> missing + ": " + reports);
    }

    @Test
    void writeThatHangs_holdsUpTheEndForALimitedTime_andIsTold() throws Exception {
        HeldAppender hanging = new HeldAppender(30_000);
        DeadLetterFile letters = open(hanging);
        letters.add(Loss.SHUTDOWN, "1", eventOfSize(DeadLetterFile.WRITE_BYTES));
        assertTrue(hanging.entered.await(30, TimeUnit.SECONDS));
        letters.add(Loss.SHUTDOWN, "2", null);
        long before = System.nanoTime();
        letters.close();
        for (int i = 3; i <= 1_000; i++) {
            letters.add(Loss.SHUTDOWN, "" + i, null);
        }
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(10), "each of them waited");
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("1 dead letters are missing"), reports::toString);
        hanging.released.countDown();
        assertTrue(writers.get(0).awaitTermination(30, TimeUnit.SECONDS));
        letters.add(Loss.SHUTDOWN, "last", null);
        assertEquals(1_001, hanging.lines().size());
    }

    @Test
    void interrupt_doesNotEndTheWait_andIsKept() throws Exception {
        HeldAppender hanging = new HeldAppender(30_000);
        DeadLetterFile letters = open(hanging);
        byte[] large = eventOfSize(DeadLetterFile.QUEUE_BYTES);
        long before = System.nanoTime();
        letters.add(Loss.BUFFER_FULL, "1", large);
        assertTrue(hanging.entered.await(30, TimeUnit.SECONDS));
        letters.add(Loss.BUFFER_FULL, "2", large);
        Thread.currentThread().interrupt();
        letters.add(Loss.BUFFER_FULL, "3", large);
        assertTrue(Thread.interrupted());
        assertTrue(System.nanoTime() - before >= TimeUnit.SECONDS.toNanos(1), "the interrupt ended the wait");
        hanging.release();
        letters.close();
        assertEquals(2, hanging.written.size());
    }
}
