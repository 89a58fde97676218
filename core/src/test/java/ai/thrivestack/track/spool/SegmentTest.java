// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SegmentTest {
    @TempDir
    Path directory;

    private Path path;
    private Segment segment;
    private final List<Integer> offsets = new ArrayList<>();

    @BeforeEach
    void create() throws IOException {
        path = directory.resolve("000000000001.segment");
        segment = Segment.create(path, Segment.MOST_BYTES);
    }

    @AfterEach
    void close() throws IOException {
        segment.close();
    }

    private static int checksum(byte[] bytes) {
        return Segment.checksum(bytes, 0, bytes.length);
    }

    private void append(String... events) {
        for (String event : events) {
            offsets.add(segment.end());
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            segment.append(bytes, bytes.length, Segment.checksum(bytes, 0, bytes.length));
        }
    }

    private void settle(int first, int last) throws IOException {
        int to = last + 1 < offsets.size() ? offsets.get(last + 1) : segment.end();
        SegmentReader reader = new SegmentReader(segment);
        reader.goTo(offsets.get(first));
        assertTrue(reader.advance(segment.end()));
        segment.settle(offsets.get(first), to, checksum(reader.event()));
    }

    private void write(int offset, byte... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        }
    }

    private void flip(int offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(offset);
            int was = file.read();
            file.seek(offset);
            file.write(was ^ 0x10);
        }
    }

    /** The unsettled events that a later process finds. Checks the number of damages. */
    private List<String> recovered(int damages) throws IOException {
        List<String> events = new ArrayList<>();
        try (Segment opened = Segment.open(path)) {
            SegmentReader reader = new SegmentReader(opened);
            while (reader.advance(opened.end())) {
                if (!reader.isSettled()) {
                    events.add(new String(reader.event(), StandardCharsets.UTF_8));
                }
            }
            assertEquals(damages, reader.damages());
        }
        return events;
    }

    @Test
    void file_isAllocatedWhole() throws IOException {
        assertEquals(Segment.MOST_BYTES, Files.size(path));
        assertEquals(Collections.emptyList(), recovered(0));
    }

    @Test
    void appended_isThere_inOrder() throws IOException {
        append("a", "bb", "ccc", "dddd", "\u00e9");
        assertEquals(Arrays.asList("a", "bb", "ccc", "dddd", "\u00e9"), recovered(0));
    }

    @Test
    void appended_isReadWhileItGoesOn() throws IOException {
        SegmentReader reader = new SegmentReader(segment);
        append("a");
        assertTrue(reader.advance(segment.end()));
        assertFalse(reader.advance(segment.end()));
        append("b");
        assertTrue(reader.advance(segment.end()));
        assertEquals("b", new String(reader.event(), StandardCharsets.UTF_8));
    }

    @Test
    void fits_upToTheLastByte() {
        int longest = Segment.MOST_BYTES - Segment.FIRST_RECORD - Segment.RECORD_HEADER;
        assertTrue(segment.fits(longest));
        assertFalse(segment.fits(longest + 1));
        byte[] event = new byte[2_000_000];
        segment.append(event, event.length, 0);
        assertTrue(segment.fits(2_000_000));
        segment.append(event, event.length, 0);
        assertFalse(segment.fits(2_000_000));
        segment.seal();
        assertFalse(segment.fits(1));
    }

    @Test
    void largeEvents_areRead() throws IOException {
        char[] large = new char[1_999_998];
        Arrays.fill(large, 'x');
        append("a", new String(large), "b");
        List<String> events = recovered(0);
        assertEquals(3, events.size());
        assertEquals(1_999_998, events.get(1).length());
    }

    @Test
    void settled_isNotDeliveredAgain() throws IOException {
        append("a", "b", "c", "d", "e");
        settle(1, 2);
        assertEquals(Arrays.asList("a", "d", "e"), recovered(0));
        settle(4, 4);
        settle(0, 0);
        assertEquals(Collections.singletonList("d"), recovered(0));
        settle(3, 3);
        assertEquals(Collections.emptyList(), recovered(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 15, 16, 17, 18, 19})
    void settledMark_thatIsDamaged_doesNotCount(int at) throws IOException {
        append("a", "b", "c");
        settle(1, 1);
        flip(offsets.get(1) + at);
        assertEquals(Arrays.asList("a", "b", "c"), recovered(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 20, 24})
    void damagedRecord_costsItselfAlone(int at) throws IOException {
        append("aaaaa", "bbbbb", "ccccc");
        flip(offsets.get(1) + at);
        assertEquals(Arrays.asList("aaaaa", "ccccc"), recovered(1));
    }

    @Test
    void damagedLastRecord_isNoticed() throws IOException {
        append("aaaaa", "bbbbb");
        flip(offsets.get(1) + 20);
        assertEquals(Collections.singletonList("aaaaa"), recovered(1));
    }

    @Test
    void append_thatDidNotEnd_isNoDamage() throws IOException {
        append("aaaaa");
        write(segment.end() + Segment.RECORD_HEADER, "bbb".getBytes(StandardCharsets.UTF_8));
        assertEquals(Collections.singletonList("aaaaa"), recovered(0));
    }

    @Test
    void damagedSettledRecord_isNoLoss() throws IOException {
        append("aaaaa", "bbbbb", "ccccc");
        settle(0, 1);
        flip(offsets.get(1) + 20);
        assertEquals(Collections.singletonList("ccccc"), recovered(0));
    }

    @Test
    void truncatedFile_keepsWhatIsWhole() throws IOException {
        append("aaaaa", "bbbbb", "ccccc");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(offsets.get(2) + 22);
        }
        assertEquals(Arrays.asList("aaaaa", "bbbbb"), recovered(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17})
    void nearlyEmptyFile_hasNothing(int bytes) throws IOException {
        append("aaaaa");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
        assertEquals(Collections.emptyList(), recovered(0));
    }

    @Test
    void damagedHeader_doesNotMatter() throws IOException {
        append("aaaaa");
        write(0, new byte[16]);
        assertEquals(Collections.singletonList("aaaaa"), recovered(0));
        flip(9);
        assertEquals(Collections.singletonList("aaaaa"), recovered(0));
    }

    @Test
    void anotherVersion_isRefused() throws IOException {
        append("aaaaa");
        write(0, Segment.header(2));
        IOException refused = assertThrows(Segment.UnknownVersionException.class, () -> Segment.open(path));
        assertTrue(refused.getMessage().contains("has version 2 of the spool's format"), refused.getMessage());
    }

    @Test
    void event_thatLooksLikeARecord_isNotTakenForOne() throws IOException {
        byte[] bytes = "xxxx".getBytes(StandardCharsets.UTF_8);
        String forged = new String(
                ByteBuffer.allocate(24)
                        .putInt(0xFFFE5452)
                        .putInt(4)
                        .putInt(checksum(bytes))
                        .putLong(0)
                        .put(bytes)
                        .array(),
                StandardCharsets.UTF_8);
        append("aaaa" + forged, "bbbb");
        flip(offsets.get(0) + 20);
        assertEquals(Collections.singletonList("bbbb"), recovered(1));
    }

    @Test
    void removed_isGone() {
        assertTrue(segment.remove());
        assertFalse(Files.exists(path));
        assertTrue(segment.remove());
    }

    /** All whole records are found, and nothing else, after random bytes are flipped and the file is cut. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 3", "3, 30", "4, 300", "5, 3000"})
    void damageAtRandom_costsDamagedRecordsAlone(long seed, int flips) throws IOException {
        Random random = new Random(seed);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            char[] text = new char[random.nextInt(300)];
            Arrays.fill(text, (char) ('a' + random.nextInt(26)));
            events.add("{\"n\":" + i + "," + new String(text) + "}");
        }
        append(events.toArray(new String[0]));
        int length = random.nextBoolean() ? segment.end() : random.nextInt(segment.end());
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
        boolean[] isDamaged = new boolean[events.size() + 1];
        for (int i = 0; i < flips; i++) {
            int offset = Segment.FIRST_RECORD + random.nextInt(length - Segment.FIRST_RECORD);
            flip(offset);
            int record = Collections.binarySearch(offsets, offset);
            isDamaged[record >= 0 ? record : -record - 2] = true;
        }
        List<String> found = new ArrayList<>();
        try (Segment opened = Segment.open(path)) {
            SegmentReader reader = new SegmentReader(opened);
            while (reader.advance(opened.end())) {
                found.add(new String(reader.event(), StandardCharsets.UTF_8));
            }
        }
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            int end = offsets.get(i) + Segment.RECORD_HEADER + events.get(i).length();
            if (!isDamaged[i] && end <= length) {
                whole.add(events.get(i));
            }
        }
        assertTrue(found.containsAll(whole), "a whole record was not found");
        assertTrue(events.containsAll(found), "a record was found that was not written");
        List<String> sorted = new ArrayList<>(found);
        sorted.sort((a, b) -> events.indexOf(a) - events.indexOf(b));
        assertEquals(sorted, found);
    }
}
