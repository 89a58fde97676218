// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What docs/testing.md shows of users' tests is what the build runs as users' projects, in outside. */
class TestingPageTest {

    @ParameterizedTest
    @CsvSource({
        "java, own-tests/java/com/example/SignUpTest.java",
        "json, own-tests/resources/track-plan.json",
        "xml, it/tests-logback/src/test/resources/logback-test.xml",
        "xml, it/tests-log4j2/src/test/resources/log4j2-test.xml"
    })
    void sample_isTheOneThatTheBuildRuns(String language, String file) throws IOException {
        String text = read("../outside/src/" + file);
        String shown = language.equals("java") ? text.substring(text.indexOf("@TrackTest\nclass")) : text;

        assertTrue(read("../docs/testing.md").contains("\n```" + language + "\n" + shown + "```\n"), shown);
    }

    private static String read(String file) throws IOException {
        return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
    }
}
