// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SpoolDirectoryTest {
    @TempDir
    Path temporary;

    private Path spool() {
        return temporary.resolve("a/spool");
    }

    @Test
    void twoAppenders_haveDirectoriesOfTheirOwn() throws IOException {
        try (SpoolDirectory one = SpoolDirectory.create(spool(), "TRACK");
                SpoolDirectory other = SpoolDirectory.create(spool(), "TRACK")) {
            assertNotEquals(one.directory(), other.directory());
            assertEquals(Collections.emptyList(), SpoolDirectory.others(spool(), "TRACK"));
            assertNull(SpoolDirectory.take(one.directory()));
        }
    }

    @Test
    void empty_leavesNothing() throws IOException {
        SpoolDirectory directory = SpoolDirectory.create(spool(), "TRACK");
        assertTrue(Files.exists(directory.directory()));
        directory.close();
        assertFalse(Files.exists(directory.directory()));
    }

    @Test
    void whatIsLeft_canBeTaken_once() throws IOException {
        SpoolDirectory gone = SpoolDirectory.create(spool(), "TRACK");
        Path segment = gone.nextSegment();
        Files.write(segment, new byte[1]);
        gone.close();
        assertEquals(Collections.singletonList(gone.directory()), SpoolDirectory.others(spool(), "TRACK"));
        try (SpoolDirectory successor = SpoolDirectory.take(gone.directory())) {
            assertNotNull(successor);
            assertEquals(Collections.singletonList(segment), successor.segments());
            assertEquals(Collections.emptyList(), SpoolDirectory.others(spool(), "TRACK"));
            assertNull(SpoolDirectory.take(gone.directory()));
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACK, TRACK", "../../etc/passwd, _002e_002e_002f_002e_002e_002fetc_002fpasswd", "a_b, a_005fb"})
    void appenderName_isPartOfTheDirectorys(String appender, String part) throws IOException {
        SpoolDirectory directory = SpoolDirectory.create(spool(), appender);
        Files.write(directory.nextSegment(), new byte[1]);
        directory.close();
        String name = directory.directory().getFileName().toString();
        assertTrue(name.endsWith("-" + part), name);
        assertEquals(Collections.singletonList(directory.directory()), SpoolDirectory.others(spool(), appender));
        assertEquals(Collections.emptyList(), SpoolDirectory.others(spool(), appender + "2"));
        assertEquals(Collections.emptyList(), SpoolDirectory.others(spool(), appender.substring(1)));
    }

    @Test
    void appenderName_thatIsLong_isCut_andStaysItsOwn() throws IOException {
        String appender = String.join("", Collections.nCopies(300, "a"));
        SpoolDirectory directory = SpoolDirectory.create(spool(), appender);
        Files.write(directory.nextSegment(), new byte[1]);
        directory.close();
        assertEquals(1, SpoolDirectory.others(spool(), appender).size());
        assertEquals(0, SpoolDirectory.others(spool(), appender + "a").size());
    }

    @Test
    void names_sortByAge() throws IOException {
        try (SpoolDirectory directory = SpoolDirectory.create(spool(), "TRACK")) {
            Path first = directory.nextSegment();
            Path second = directory.nextSegment();
            assertTrue(first.compareTo(second) < 0);
        }
    }

    @Test
    void directories_areForThisUserAlone() throws IOException {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (SpoolDirectory directory = SpoolDirectory.create(spool(), "TRACK")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(spool())));
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.directory())));
        }
    }

    @Test
    void foreignFiles_areLeftAlone() throws IOException {
        Files.createDirectories(spool().resolve("lost+found"));
        Files.write(spool().resolve("README"), new byte[1]);
        assertEquals(Collections.emptyList(), SpoolDirectory.others(spool(), "TRACK"));
    }
}
