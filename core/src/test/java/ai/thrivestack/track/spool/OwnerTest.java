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

class OwnerTest {
    @TempDir
    Path temporary;

    private Path spool() {
        return temporary.resolve("a/spool");
    }

    @Test
    void twoOwners_haveDirectoriesOfTheirOwn() throws IOException {
        try (Owner one = Owner.create(spool(), "TRACK");
                Owner other = Owner.create(spool(), "TRACK")) {
            assertNotEquals(one.directory(), other.directory());
            assertEquals(Collections.emptyList(), Owner.others(spool(), "TRACK"));
            assertNull(Owner.take(one.directory()));
        }
    }

    @Test
    void empty_leavesNothing() throws IOException {
        Owner owner = Owner.create(spool(), "TRACK");
        assertTrue(Files.exists(owner.directory()));
        owner.close();
        assertFalse(Files.exists(owner.directory()));
    }

    @Test
    void whatIsLeft_canBeTaken_once() throws IOException {
        Owner gone = Owner.create(spool(), "TRACK");
        Path segment = gone.nextSegment();
        Files.write(segment, new byte[1]);
        gone.close();
        assertEquals(Collections.singletonList(gone.directory()), Owner.others(spool(), "TRACK"));
        try (Owner heir = Owner.take(gone.directory())) {
            assertNotNull(heir);
            assertEquals(Collections.singletonList(segment), heir.segments());
            assertEquals(Collections.emptyList(), Owner.others(spool(), "TRACK"));
            assertNull(Owner.take(gone.directory()));
        }
    }

    @ParameterizedTest
    @CsvSource({"TRACK, TRACK", "../../etc/passwd, _002e_002e_002f_002e_002e_002fetc_002fpasswd", "a_b, a_005fb"})
    void appenderName_isPartOfTheDirectorys(String appender, String part) throws IOException {
        Owner owner = Owner.create(spool(), appender);
        Files.write(owner.nextSegment(), new byte[1]);
        owner.close();
        String name = owner.directory().getFileName().toString();
        assertTrue(name.endsWith("-" + part), name);
        assertEquals(Collections.singletonList(owner.directory()), Owner.others(spool(), appender));
        assertEquals(Collections.emptyList(), Owner.others(spool(), appender + "2"));
        assertEquals(Collections.emptyList(), Owner.others(spool(), appender.substring(1)));
    }

    @Test
    void appenderName_thatIsLong_isCut_andStaysItsOwn() throws IOException {
        String appender = String.join("", Collections.nCopies(300, "a"));
        Owner owner = Owner.create(spool(), appender);
        Files.write(owner.nextSegment(), new byte[1]);
        owner.close();
        assertEquals(1, Owner.others(spool(), appender).size());
        assertEquals(0, Owner.others(spool(), appender + "a").size());
    }

    @Test
    void names_sortByAge() throws IOException {
        try (Owner owner = Owner.create(spool(), "TRACK")) {
            Path first = owner.nextSegment();
            Path second = owner.nextSegment();
            assertTrue(first.compareTo(second) < 0);
        }
    }

    @Test
    void directories_areForThisUserAlone() throws IOException {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (Owner owner = Owner.create(spool(), "TRACK")) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(spool())));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(owner.directory())));
        }
    }

    @Test
    void foreignFiles_areLeftAlone() throws IOException {
        Files.createDirectories(spool().resolve("lost+found"));
        Files.write(spool().resolve("README"), new byte[1]);
        assertEquals(Collections.emptyList(), Owner.others(spool(), "TRACK"));
    }
}
