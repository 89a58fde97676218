// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code ./demo kafka} runs once all is packaged, and that nothing of it stays. */
@Timeout(240)
class DemoTest {

    private static final Duration START = Duration.ofSeconds(120);

    private final Path directory = Directories.fresh("demo-test");

    @Test
    void demo_showsTheEventsThatWentThroughTheTopic_andEndsAll() throws Exception {
        try (Child demo = start("logback")) {
            demo.awaitLine("^connector ", START);
            List<ProcessHandle> children = demo.descendants();
            String went = demo.awaitLine("events went through the topic$", START);
            demo.awaitEnd();

            assertEquals("7 events went through the topic", went);
            assertEquals(
                    7, demo.lines("^accepted ").size(), () -> demo.lines("").toString());
            assertEnd(children);
        }
    }

    @Test
    void demoKilled_endsAll() throws Exception {
        try (Child demo = start("log4j2")) {
            demo.awaitLine("^broker ", START);
            List<ProcessHandle> children = demo.descendants();
            assertTrue(children.size() >= 2, "demo and broker: " + children);

            children.get(0).destroyForcibly();

            assertEnd(children);
        }
    }

    private Child start(String framework) {
        return Child.start(
                "demo",
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ai.thrivestack.track.testkit.Main",
                        "--",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        framework),
                Map.of(),
                directory.resolve(framework + ".log"));
    }

    private static void assertEnd(List<ProcessHandle> children) throws Exception {
        for (ProcessHandle child : children) {
            child.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
