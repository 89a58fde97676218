// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path spool;

    private static void append(Segment segment, String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        segment.append(bytes, bytes.length, Segment.checksum(bytes, 0, bytes.length));
    }

    private String report() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SpoolReport(NOW).report(spool, new PrintStream(out, true, "UTF-8"));
        return out.toString("UTF-8").replace(System.lineSeparator(), "\n").replaceAll(" +", " ");
    }

    @Test
    void report_listsDirectoriesAndNames() throws IOException {
        SpoolDirectory directory = SpoolDirectory.create(spool, "TRACK");
        Path path = directory.nextSegment();
        Segment segment = Segment.create(path, 100_000);
        String signedUp = "{\"event_name\":\"signed_up\",\"timestamp\":\"2026-11-23T11:00:30Z\"}";
        append(segment, signedUp);
        int second = segment.end();
        append(segment, signedUp);
        append(
                segment,
                "{\"event_name\":\"signed_up\",\"properties\":{\"a\":[1]},\"timestamp\":\"2026-11-23T11:59:01Z\"}");
        append(segment, "{\"event_name\":\"invited\",\"timestamp\":\"2026-11-21T11:00:00Z\"}");
        int damaged = segment.end();
        append(segment, "{\"event_name\":\"damaged\"}");
        append(segment, "{\"event_name\":\"nameless\"");
        byte[] first = signedUp.getBytes(StandardCharsets.UTF_8);
        segment.settle(Segment.FIRST_RECORD, second, Segment.checksum(first, 0, first.length));
        byte[] bytes = Files.readAllBytes(path);
        bytes[damaged + 30] ^= 1;
        Files.write(path, bytes);
        String expected = "owner in use pending delivered damaged\n"
                + directory.directory().getFileName() + " yes 4 1 1\n"
                + "all 4 1 1\n"
                + "\n"
                + "event pending oldest\n"
                + "invited 1 2 d\n"
                + "nameless 1 unknown\n"
                + "signed_up 2 59 min\n";
        assertEquals(expected, report());
        segment.close();
        directory.close();
        assertEquals(expected.replace("yes", "no"), report());
    }

    @Test
    void empty_isEmpty() throws IOException {
        assertEquals("owner in use pending delivered damaged\nall 0 0 0\n\nevent pending oldest\n", report());
    }

    @Test
    void controlCharacters_inAName_areEscaped() throws IOException {
        Segment segment = Segment.create(SpoolDirectory.create(spool, "TRACK").nextSegment(), 100_000);
        append(segment, "{\"event_name\":\"signed\\nup\u202e\"}");
        String report = report();
        assertTrue(report.contains("\nsigned\\nup\\u202E 1 unknown\n"), report);
    }
}
