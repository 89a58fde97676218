// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A buffer with a spool. A copy of the files stands for the spool of a process that was killed at that moment. */
@Timeout(60)
class SpoolTest {
    @TempDir
    Path temporary;

    private final List<Life> lives = new ArrayList<>();

    /** One process's buffer and spool. */
    private final class Life implements EventBuffer.Listener {
        final Ledger ledger = new Ledger();
        final List<String> lost = Collections.synchronizedList(new ArrayList<>());
        final List<String> said = Collections.synchronizedList(new ArrayList<>());
        final Semaphore wanted = new Semaphore(0);
        final Semaphore told = new Semaphore(0);
        final EventBuffer buffer;
        final Spool spool;

        Life(Path directory, String... options) {
            this("TRACK", directory, options);
        }

        Life(String appender, Path directory, String... options) {
            lives.add(this);
            List<String> all = new ArrayList<>(Arrays.asList(options));
            all.addAll(Arrays.asList("spoolDirectory", directory.toString()));
            TrackOptions given = Given.options(all.toArray(new String[0]));
            buffer = new EventBuffer(given, ledger, this);
            Diagnostics[] diagnostics = new Diagnostics[1];
            diagnostics[0] = new Diagnostics(
                    appender, new FakeReports(this::hear), line -> {}, () -> diagnostics[0].emit(System.nanoTime()));
            spool = new Spool(appender, given, ledger, this, diagnostics[0], timer(), timer());
            spool.start(given.get(TrackOptions.SPOOL_SIZE));
            buffer.configure(given, spool);
        }

        @Override
        public void wanted() {
            wanted.release();
        }

        @Override
        public void lost(Loss loss, byte[] event) {
            lost.add(loss + " " + event.length);
            told.release();
        }

        private void hear(String sentence) {
            said.add(sentence);
            told.release();
        }

        void awaitSaid(String part) throws InterruptedException {
            while (said.stream().noneMatch(sentence -> sentence.contains(part))) {
                assertTrue(told.tryAcquire(20, TimeUnit.SECONDS), () -> part + " is not among " + said);
            }
        }

        void offer(int from, int to) {
            for (int i = from; i < to; i++) {
                assertTrue(Events.offer(buffer, Events.named("e" + i)) > 0);
            }
        }

        /** Takes batches until {@code events} events came. */
        List<String> takeAll(int events) throws InterruptedException {
            List<String> taken = new ArrayList<>();
            while (taken.size() < events) {
                Batch batch = buffer.take();
                if (batch == null) {
                    assertTrue(wanted.tryAcquire(20, TimeUnit.SECONDS), () -> "only " + taken.size() + " came");
                    continue;
                }
                taken.addAll(Events.names(batch));
                buffer.delivered(batch);
            }
            return taken;
        }

        void close() {
            buffer.close();
            spool.close();
        }
    }

    private static ScheduledExecutorService timer() {
        return new ScheduledThreadPoolExecutor(1);
    }

    @AfterEach
    void closeAll() {
        lives.forEach(Life::close);
    }

    private Path spool() {
        return temporary.resolve("spool");
    }

    /** A copy of the files now, as if the process had been killed. */
    private Path killed(Path spool) throws IOException {
        Path copy = Files.createTempDirectory(temporary, "killed");
        try (Stream<Path> files = Files.walk(spool)) {
            files.filter(file -> !file.equals(spool)).forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(spool.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return copy;
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).collect(Collectors.toList());
    }

    /** All files; ignores those that are deleted during the walk. */
    private static List<Path> files(Path spool) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(spool, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException why) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static LongSupplier within(int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        return () -> deadline - System.nanoTime();
    }

    @Test
    void events_leaveInOrder() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 2_500);
        assertEquals(names(0, 2_500), life.takeAll(2_500));
        assertEquals(
                "accepted 2500 = delivered 2500 + rejected 0 + dropped 0 + pending 0",
                life.buffer.counts().toString());
        assertNull(life.buffer.take());
        assertEquals(Collections.emptyList(), life.said);
    }

    @Test
    void kill_losesNothing_andRepeatsNothingThatWasSettled() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 3_000);
        life.takeAll(1_000);
        Batch inFlight = life.buffer.take();
        Path left = killed(spool());

        Life next = new Life(left);
        assertEquals(names(1_000, 3_000), next.takeAll(2_000));
        assertEquals(1_000, inFlight.events());
        assertEquals(
                "accepted 2000 = delivered 2000 + rejected 0 + dropped 0 + pending 0",
                next.buffer.counts().toString());
        next.awaitSaid("held 2000 events of another process");
        next.close();
        assertEquals(Collections.emptyList(), files(left));
    }

    /** Because another appender may have another token. */
    @Test
    void anotherAppender_takesNothingOver() throws Exception {
        Life life = new Life("A", spool());
        life.offer(0, 10);
        Path left = killed(spool());
        Life other = new Life("B", left);
        other.offer(10, 20);
        assertEquals(names(10, 20), other.takeAll(10));
        other.buffer.awaitEnd(within(20));
        assertEquals(0, other.buffer.pending());
        assertEquals(names(0, 10), new Life("A", left).takeAll(10));
    }

    @Test
    void otherDigits_doNotHideWhatWasLeft() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale.Builder()
                    .setLanguage("ar")
                    .setRegion("EG")
                    .setUnicodeLocaleKeyword("nu", "arab")
                    .build());
            Life life = new Life(spool());
            life.offer(0, 10);
            Life next = new Life(killed(spool()));
            assertEquals(names(0, 10), next.takeAll(10));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void directory_thatCannotBeTakenOver_hidesNoOther() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 10);
        Path left = killed(spool());
        Files.createDirectories(left.resolve("000000000001-00000000-TRACK/lock"));
        Life next = new Life(left);
        assertEquals(names(0, 10), next.takeAll(10));
        next.awaitSaid("holds 000000000001-00000000-TRACK, which cannot be taken over");
    }

    @Test
    void close_leavesWhatIsUndelivered() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 500);
        Batch inFlight = life.buffer.take();
        assertEquals(Collections.emptyList(), life.buffer.close());
        life.spool.close();
        assertEquals(500, life.buffer.pending());
        assertFalse(life.buffer.lost(inFlight, Loss.REFUSED));
        try (Stream<Path> files = Files.walk(spool())) {
            assertTrue(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    < 50_000);
        }
        Life next = new Life(spool());
        assertEquals(names(0, 500), next.takeAll(500));
    }

    @Test
    void close_ofADeliveredSpool_leavesNothing() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 500);
        life.takeAll(500);
        life.close();
        assertEquals(Collections.emptyList(), files(spool()));
    }

    @Test
    void newEvents_doNotWaitForRecoveredOnes() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 5_000);
        Life next = new Life(killed(spool()));
        next.offer(5_000, 5_001);
        List<String> taken = next.takeAll(5_001);
        assertTrue(taken.indexOf("e5000") <= 2_000, () -> "" + taken.indexOf("e5000"));
    }

    @Test
    void flush_doesNotWaitForRecoveredOnes() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 10);
        Life next = new Life(killed(spool()));
        assertTrue(next.wanted.tryAcquire(20, TimeUnit.SECONDS));
        assertTrue(next.buffer.awaitSettled(next.buffer.offered(), System.nanoTime()));
        assertEquals(10, next.buffer.pending());
    }

    @Test
    void end_waitsForRecoveredOnes() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 10);
        Life next = new Life(killed(spool()));
        Thread delivering = new Thread(() -> {
            try {
                next.takeAll(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        delivering.start();
        next.buffer.awaitEnd(within(30));
        assertEquals(10, next.buffer.counts().delivered());
        delivering.join();
    }

    @Test
    void twoLives_shareADirectory() throws Exception {
        Life one = new Life(spool());
        Life other = new Life(spool());
        one.offer(0, 1_000);
        other.offer(1_000, 2_000);
        assertEquals(names(0, 1_000), one.takeAll(1_000));
        assertEquals(names(1_000, 2_000), other.takeAll(1_000));
    }

    @Test
    void delivered_freesSpace() throws Exception {
        Life life = new Life(spool(), "spoolSize", "16MB");
        byte[] event = Events.ofSize(100_000);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(Events.offer(life.buffer, event) > 0);
            Batch batch = life.buffer.take();
            life.buffer.delivered(batch);
        }
        assertEquals(0, life.buffer.pending());
        life.close();
        assertEquals(Collections.emptyList(), files(spool()));
    }

    private static int fill(Life life) {
        int kept = 0;
        byte[] event = Events.ofSize(100_000);
        while (Events.offer(life.buffer, event) > 0) {
            kept++;
        }
        return kept;
    }

    @Test
    void full_dropsTheNewest() {
        Life life = new Life(spool(), "spoolSize", "16MB");
        int kept = fill(life);
        assertEquals(16 * 1024 * 1024 / Segment.MOST_BYTES * (Segment.MOST_BYTES / 100_020), kept);
        assertEquals(Collections.singletonList("buffer full 100000"), life.lost);
        assertEquals(Collections.emptyList(), life.said);
    }

    @Test
    void smallSpool_hasSmallFiles_andTakesNoEventLargerThanOne() {
        Life life = new Life(spool(), "spoolSize", "1MB", "overflow", "dropOldest");
        for (int i = 0; i < 100; i++) {
            assertTrue(Events.offer(life.buffer, Events.ofSize(20_000)) > 0);
        }
        long pending = life.buffer.pending();
        assertTrue(pending >= 24 && pending <= 52, () -> pending + " events of 20,000 bytes in 1 MB");
        assertEquals(0, Events.offer(life.buffer, Events.ofSize(300_000)));
        assertEquals(pending, life.buffer.pending());
    }

    @Test
    void full_dropsTheOldest_bySegments_andReportsThem() throws Exception {
        Life life = new Life(spool(), "spoolSize", "16MB", "overflow", "dropOldest");
        int each = Segment.MOST_BYTES / 100_020;
        for (int i = 0; i < 10 * each; i++) {
            assertTrue(Events.offer(life.buffer, Events.ofSize(100_000)) > 0);
            assertTrue(files(spool()).size() <= 16 * 1024 * 1024 / Segment.MOST_BYTES + 1, "a lock and too many files");
        }
        long dropped = life.buffer.counts().dropped();
        assertEquals(0, dropped % each);
        assertTrue(dropped >= 6 * each && dropped <= 7 * each, () -> dropped + " were dropped");
        life.told.acquire((int) dropped);
        assertEquals(dropped, life.lost.size());
        int pending = (int) life.buffer.pending();
        assertEquals(10 * each - dropped, pending);
        assertEquals(pending, life.takeAll(pending).size());
    }

    /** The log call has looked for a spool before there was one. */
    @Test
    void reloadThatBringsTheSpool_whileALogCallWaitsForSpace_keepsItsEventWhole() throws Exception {
        TrackOptions given = Given.options("bufferSize", "1KB", "overflow", "block", "overflowTimeout", "30s");
        Life life = new Life(spool());
        life.buffer.configure(given, null);
        while (life.buffer.isAmple() || life.buffer.waiting() < 9) {
            Events.offer(life.buffer, Events.ofSize(80));
        }
        Thread logging = new Thread(() -> Events.offer(life.buffer, Events.named("late")));
        logging.start();
        assertTrue(life.wanted.tryAcquire(20, TimeUnit.SECONDS)); // it waits
        life.buffer.configure(given, life.spool);
        logging.join();
        assertTrue(life.takeAll(10).contains("late"));
        assertEquals(0, life.buffer.counts().rejected());
    }

    /** What the spool takes after the account is closed would be in neither. */
    @Test
    void close_whileALogCallWaitsForTheNextFile_countsItsEvent() throws Exception {
        List<Runnable> tasks = new ArrayList<>();
        CountDownLatch asked = new CountDownLatch(1);
        ScheduledThreadPoolExecutor maker = new ScheduledThreadPoolExecutor(1) {
            @Override
            public void execute(Runnable task) {
                tasks.add(task);
                asked.countDown();
            }
        };
        Ledger ledger = new Ledger();
        TrackOptions given = Given.options("spoolDirectory", spool().toString());
        EventBuffer buffer = new EventBuffer(given, ledger, Events.UNHEARD);
        Diagnostics unheard = new Diagnostics("TRACK", new FakeReports(line -> {}), line -> {}, () -> {});
        Spool spool = new Spool("TRACK", given, ledger, Events.UNHEARD, unheard, maker, timer());
        spool.start(given.get(TrackOptions.SPOOL_SIZE));
        buffer.configure(given, spool);
        Thread logging = new Thread(() -> Events.offer(buffer, Events.named("late")));
        logging.start();
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        ledger.lock.lock(); // so that the file is there, and the buffer closed, before the log call looks again
        try {
            tasks.get(0).run();
            buffer.close();
        } finally {
            ledger.lock.unlock();
        }
        logging.join();
        spool.close();
        assertEquals(
                "accepted 1 = delivered 0 + rejected 0 + dropped 1 {not delivered at shutdown=1} + pending 0",
                buffer.counts().toString());
        assertEquals(Collections.emptyList(), files(spool()));
    }

    @Test
    void full_blocks_untilThereIsSpace() throws Exception {
        Life life = new Life(spool(), "spoolSize", "16MB", "overflow", "block", "overflowTimeout", "30s");
        int each = Segment.MOST_BYTES / 100_020;
        Thread logging = new Thread(() -> IntStream.range(0, 5 * each).forEach(i -> {
            Events.offer(life.buffer, Events.ofSize(100_000));
            life.wanted.release(); // the taking thread has no flush interval, so it must be woken
        }));
        logging.start();
        assertEquals(5 * each, life.takeAll(5 * each).size());
        logging.join();
        assertEquals(0, life.buffer.counts().dropped());
    }

    @Test
    void directory_thatCannotBe_isSaid_andTheMemoryServes() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        Life life = new Life(file.resolve("spool"));
        life.offer(0, 100);
        life.awaitSaid("cannot be used, so events wait in memory and would not survive a crash");
        assertEquals(names(0, 100), life.takeAll(100));
    }

    @Test
    void directory_thatBecomesUsable_isUsed() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        Life life = new Life(file.resolve("spool"));
        life.offer(0, 100);
        Files.delete(file);
        life.awaitSaid("is used again");
        life.offer(100, 200);
        assertEquals(100, life.buffer.pendingInSpool());
        List<String> taken = life.takeAll(200);
        Collections.sort(taken);
        List<String> all = names(0, 200);
        Collections.sort(all);
        assertEquals(all, taken);
    }

    @Test
    void directory_thatIsRemoved_costsNothing() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 100);
        try (Stream<Path> files = Files.walk(spool())) {
            files.sorted(Collections.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        life.offer(100, 200);
        byte[] large = Events.ofSize(1_000_000);
        for (int i = 0; i < 12; i++) {
            assertTrue(Events.offer(life.buffer, large) > 0);
        }
        assertFalse(files(spool()).isEmpty());
        assertEquals(212, life.takeAll(212).size());
    }

    @Test
    void damagedRecords_areCounted_andTheOthersArrive() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 1_000);
        Path left = killed(spool());
        List<Path> segments;
        try (Stream<Path> files = Files.walk(left)) {
            segments = files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .collect(Collectors.toList());
        }
        byte[] bytes = Files.readAllBytes(segments.get(0));
        bytes[1_000] ^= 1;
        Files.write(segments.get(0), bytes);
        Life next = new Life(left);
        assertEquals(999, next.takeAll(999).size());
        next.awaitSaid("is damaged: 1 events in it cannot be read");
        assertEquals(
                "accepted 1000 = delivered 999 + rejected 1 {damaged in the spool=1} + dropped 0 + pending 0",
                next.buffer.counts().toString());
    }

    @Test
    void anotherVersion_isLeftAlone_andSaid() throws Exception {
        Life life = new Life(spool());
        life.offer(0, 1);
        Path left = killed(spool());
        Path segment;
        try (Stream<Path> files = Files.walk(left)) {
            segment = files.filter(file -> file.toString().endsWith("1.segment"))
                    .findFirst()
                    .get();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[11] = 2;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(bytes, 0, 12);
        java.nio.ByteBuffer.wrap(bytes).putInt(12, (int) crc.getValue());
        Files.write(segment, bytes);
        Life next = new Life(left);
        next.awaitSaid("has version 2 of the spool's format");
        next.offer(1, 2);
        assertEquals(names(1, 2), next.takeAll(1));
        assertTrue(Files.exists(segment));
    }
}
