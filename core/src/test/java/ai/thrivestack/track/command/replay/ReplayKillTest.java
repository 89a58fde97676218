// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.command.Commands;
import ai.thrivestack.track.command.Main;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A replay in a process of its own, which ends before its time. */
class ReplayKillTest {
    private static final int LETTERS = 10_000;
    private static final int BATCH = 100;

    @TempDir
    Path directory;

    private TrackServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = TrackServer.start();
        file = Letters.of(directory, LETTERS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Process replay(String... more) throws IOException {
        List<String> command = new ArrayList<>(Arrays.asList(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "replay",
                file.toString(),
                "--endpoint=" + server.endpoint(),
                "--token=any-token"));
        command.addAll(Arrays.asList(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES));
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The ids that came more than once; fails if one is missing or unknown. */
    private List<String> duplicates() {
        List<String> ids = server.events().stream()
                .map(event -> (String) event.context().get("event_id"))
                .collect(Collectors.toList());
        Set<String> once = new LinkedHashSet<>(ids);
        Set<String> expected =
                IntStream.range(0, LETTERS).mapToObj(i -> "e" + i).collect(Collectors.toSet());
        assertEquals(expected, once);
        once.forEach(ids::remove);
        return ids;
    }

    @Test
    void kill_afterABatchIsTaken_andBeforeItsAnswer_sendsThisBatchTwice() throws Exception {
        server.next(Collections.nCopies(50, Answer.ok()).toArray(new Answer[0]));
        server.next(Answer.ok().delay(5, TimeUnit.MINUTES));
        Process killed = replay();
        server.await("half of it", () -> server.events().size() == 51 * BATCH, 1, TimeUnit.MINUTES);
        killed.destroyForcibly();
        assertNotEquals(0, end(killed));
        assertEquals(0, end(replay()));
        assertEquals(
                IntStream.range(50 * BATCH, 51 * BATCH).mapToObj(i -> "e" + i).collect(Collectors.toList()),
                duplicates());
    }

    @Test
    void kill_atAnyMoment_sendsABatchTwiceAtMost() throws Exception {
        int kills = 0;
        for (int events = 1_000; events < LETTERS; events += 3_000) {
            int arrived = events;
            Process killed = replay("--rate=4000");
            server.await("some of it", () -> server.events().size() >= arrived, 1, TimeUnit.MINUTES);
            killed.destroyForcibly();
            kills += end(killed) == 0 ? 0 : 1;
        }
        assertTrue(kills > 0);
        assertEquals(0, end(replay()));
        List<String> duplicates = duplicates();
        assertTrue(duplicates.size() <= kills * BATCH, () -> duplicates.size() + " came twice");
        assertEquals(new LinkedHashSet<>(duplicates).size(), duplicates.size());
    }

    /** SIGTERM, as Ctrl-C. */
    @Test
    void stop_settlesTheRequestInFlight() throws Exception {
        Process stopped = replay("--rate=4000");
        server.await("some of it", () -> server.events().size() >= 1_000, 1, TimeUnit.MINUTES);
        stopped.destroy();
        assertNotEquals(0, end(stopped));
        assertTrue(server.events().size() < LETTERS);
        assertEquals(0, end(replay()));
        assertEquals(Collections.emptyList(), duplicates());
    }

    @Test
    void secondReplay_ofTheSameFile_doesNotRun() throws Exception {
        server.next(Answer.ok().delay(5, TimeUnit.MINUTES));
        Process first = replay();
        try {
            server.await("a batch", () -> server.events().size() == BATCH, 1, TimeUnit.MINUTES);
            Commands second =
                    Commands.run("replay", file.toString(), "--endpoint=" + server.endpoint(), "--token=any-token");
            assertEquals(3, second.exitCode, second::toString);
            assertTrue(second.err.contains("another replay of"), second.err);
            assertEquals(1, server.requests().size());
        } finally {
            first.destroyForcibly();
        }
    }
}
