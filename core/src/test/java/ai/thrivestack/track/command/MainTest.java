// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MainTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chek",
                "no such directory",
                "spool",
                "spool no-such-directory",
                "check",
                "check --offline",
                "check no-such-file.xml",
                "check --ofline --token=t",
                "check --token-file=f",
                "check --token",
                "check --token --offline",
                "check --offline=yes --token=t",
                "check --token=t --token=u",
                "check --token=t --offline --send-test-event",
                "replay",
                "replay no-such-file",
                "replay --tokn=t"
            })
    void wrongArguments_areUsage(String line) throws Exception {
        Commands ran = Commands.run(line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(2, ran.exitCode, ran::toString);
        assertEquals("", ran.out);
        assertTrue(ran.err.contains("\nusage: java -jar track-core.jar COMMAND"), ran.err);
    }

    @Test
    void unknownFlag_isNamedWithTheNearest() throws Exception {
        Commands ran = Commands.run("check", "--token-file=f");
        assertTrue(ran.err.startsWith("there is no flag --token-file. Did you mean --tokenFile?\n"), ran.err);
    }

    @Test
    void replay_throughKafka_isUsage() throws Exception {
        Path file = Files.createFile(directory.resolve("letters"));
        Commands ran =
                Commands.run("replay", file.toString(), "--transport=kafka", "--bootstrapServers=broker.example:9092");
        assertEquals(2, ran.exitCode, ran::toString);
        assertTrue(ran.err.startsWith("replay sends to the Track API: take transport out\n"), ran.err);
    }

    @Test
    void help_isNoMistake() throws Exception {
        Commands ran = Commands.run("replay", "--help");
        assertEquals(0, ran.exitCode);
        assertTrue(ran.out.startsWith("usage:"), ran.out);
    }

    @Test
    void directory_isASpool_asTheCommandSpoolSays() throws Exception {
        Commands alone = Commands.run(directory.toString());
        assertEquals(0, alone.exitCode);
        assertTrue(alone.out.startsWith("owner"), alone.out);
        assertEquals(alone.out, Commands.run("spool", directory.toString()).out);
    }

    @Test
    void value_mayFollowABlank() throws Exception {
        Commands ran = Commands.run("check", "--offline", "--token", "secret-token", "--batchSize", "0");
        assertEquals(1, ran.exitCode, ran::toString);
        assertTrue(ran.out.contains("batchSize=0 cannot be used"), ran.out);
    }
}
