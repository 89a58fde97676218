// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The version stands in POMs and pages, and is the same everywhere: release/set-version writes it. */
class VersionTest {
    private static final Path ROOT = Paths.get("..");
    private static final Pattern OF_THE_PROJECT =
            Pattern.compile("<artifactId>track-parent</artifactId>\\s*<version>([^<]+)</version>");
    /** As in a dependency, in the name of a jar, and in Gradle's notation. */
    private static final Pattern OF_AN_ARTIFACT = Pattern.compile(
            "<artifactId>track-[a-z0-9-]+</artifactId>\\s*"
                    + "<version>([^<$]+)</version>|<track.version>([^<]+)<|\\btrack-[a-z0-9-]+?[-:](\\d+\\.\\d+\\.\\d+(?:-SNAPSHOT)?)");

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<String> versions(Path page) throws IOException {
        List<String> found = new ArrayList<>();
        for (Matcher version = OF_AN_ARTIFACT.matcher(read(page)); version.find(); ) {
            IntStream.rangeClosed(1, version.groupCount())
                    .mapToObj(version::group)
                    .filter(Objects::nonNull)
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void version_inEveryPage_isTheProjects() throws IOException {
        Matcher project = OF_THE_PROJECT.matcher(read(ROOT.resolve("pom.xml")));
        assertTrue(project.find());
        List<Path> pages;
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            pages = Stream.concat(
                            docs,
                            Stream.of("README.md", "core/pom.xml", "example/spring-boot/pom.xml")
                                    .map(ROOT::resolve))
                    .filter(file -> file.toString().matches(".*\\.(md|xml)"))
                    .collect(Collectors.toList());
        }
        int found = 0;
        for (Path page : pages) {
            for (String version : versions(page)) {
                assertEquals(project.group(1), version, page.toString());
                found++;
            }
        }
        assertTrue(found >= 5, found + " found");
    }

    @Test
    void pattern_findsEachKind() throws IOException {
        Path page = Files.createTempFile("page", ".md");
        try {
            String text = "<artifactId>track-core</artifactId>\n  <version>1.2.3</version> java -jar "
                    + "track-testkit-1.2.4.jar implementation \"ai.thrivestack.track:track-logback-appender:1.2.5\" "
                    + "<track.version>1.2.6</track.version>";
            Files.write(page, text.getBytes(StandardCharsets.UTF_8));
            assertEquals(Arrays.asList("1.2.3", "1.2.4", "1.2.5", "1.2.6"), versions(page));
        } finally {
            Files.delete(page);
        }
    }
}
