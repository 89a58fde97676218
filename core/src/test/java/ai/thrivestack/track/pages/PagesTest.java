// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.thrivestack.track.Option;
import ai.thrivestack.track.TrackOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the README and the pages of docs say holds: options, coordinates, links, commands, figures. */
class PagesTest {
    private static final Pattern OURS = Pattern.compile(
            "<groupId>ai\\.thrivestack\\.track</groupId>\\s*<artifactId>([\\w-]+)</artifactId>(?:\\s*<!--[^>]*-->)?\\s*"
                    + "<version>([^<]+)</version>|ai\\.thrivestack\\.track:([\\w-]+):([\\w.-]+)");
    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\"|srcset=\")([^)\"\\s]+)[)\"]");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    /** The names of the README's columns in the report. */
    private static final List<String> PEERS =
            Arrays.asList("noop", "async", "otel", "posthog", "loki4j", "segment", "logstash-tcp");

    private static final Pattern TEST = Pattern.compile("-Dtest='?(?:[\\w.]*\\.)?(\\w+)");
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");

    static List<Snippet> snippets() {
        return Snippet.all();
    }

    static List<Path> pages() {
        return Snippet.pages();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_isOfAKindThatATestRuns(Snippet snippet) {
        assertNotEquals(Snippet.Kind.UNKNOWN, snippet.kind(), "no test runs it");
    }

    @Test
    void readme_isShort() {
        long lines = readme().split("\n").length;
        assertTrue(lines <= 250, lines + " lines: move what not everybody needs into docs");
    }

    @Test
    void optionsPage_hasWhatTheOptionsAre() {
        List<String> expected = new ArrayList<>();
        for (Option<?> option : TrackOptions.all()) {
            expected.add("| `" + option + "` | " + defaultOf(option) + " | " + option.description() + " | "
                    + option.allowed() + " |");
        }
        assertEquals(
                String.join("\n", expected),
                String.join("\n", rows(Snippet.read(Snippet.file("docs/options.md")), "| `")));
    }

    /** In its own words, but with the names and defaults of the options. */
    @Test
    void optionsOfTheReadme_haveTheirDefaults() {
        Map<String, Option<?>> all =
                TrackOptions.all().stream().collect(Collectors.toMap(Option::name, Function.identity()));
        List<String> rows = rows(section(readme(), "Options used most"), "| `");
        assertTrue(rows.size() >= 12, rows::toString);
        for (String row : rows) {
            String[] cells = row.split(" \\| ");
            String[] names = cells[0].replaceAll("[|` ]", "").split("·");
            String[] defaults = cells[1].split(" · ");
            for (int i = 0; i < names.length; i++) {
                assertTrue(all.containsKey(names[i]), row);
                assertEquals(defaultOf(all.get(names[i])), defaults[defaults.length == 1 ? 0 : i], row);
            }
        }
    }

    private static String defaultOf(Option<?> option) {
        return option.defaultText().isEmpty() ? "none" : "`" + option.defaultText() + "`";
    }

    private static String readme() {
        return Snippet.read(Snippet.file("README.md"));
    }

    private static String section(String page, String heading) {
        String rest = page.substring(page.indexOf("\n## " + heading + "\n") + 1);
        return rest.substring(0, rest.indexOf("\n## "));
    }

    private static List<String> rows(String text, String start) {
        return Arrays.stream(text.split("\n"))
                .filter(line -> line.startsWith(start))
                .collect(Collectors.toList());
    }

    /** What a page tells to install is what the build makes and deploys. */
    @ParameterizedTest
    @MethodSource("pages")
    void coordinates_areThoseOfTheBuild(Path page) {
        String parent = Snippet.read(Snippet.file("pom.xml"));
        String version = parent.replaceAll("(?s).*<artifactId>track-parent</artifactId>\\s*<version>([^<]+)<.*", "$1");
        Matcher ours = OURS.matcher(Snippet.read(page));
        while (ours.find()) {
            String artifact = ours.group(1) == null ? ours.group(3) : ours.group(1);
            assertEquals(version, ours.group(1) == null ? ours.group(4) : ours.group(2), ours.group());
            String pom = Snippet.read(
                    Snippet.file(artifact.substring("track-".length())).resolve("pom.xml"));
            assertTrue(pom.contains("<artifactId>" + artifact + "</artifactId>"), artifact);
            assertTrue(pom.contains("<maven.deploy.skip>false<"), artifact + " is not published");
        }
    }

    @Test
    void coordinates_areWhereSnippetsNameThem() {
        for (Snippet snippet : Snippet.all(Snippet.Kind.COORDINATES)) {
            assertTrue(OURS.matcher(snippet.text).find(), snippet::toString);
        }
    }

    @Test
    void propertiesOfSpringBoot_areOptions() {
        for (Snippet snippet : Snippet.all(Snippet.Kind.SPRING)) {
            Map<String, String> given = new LinkedHashMap<>();
            given.put("token", "t");
            properties(snippet).forEach((name, value) -> {
                Option<?> option = TrackOptions.all().stream()
                        .filter(each -> name.equals(each.kebabName()) || name.startsWith(each.kebabName() + "."))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("track." + name + " is no property: " + snippet));
                String text = value.replaceAll("[\\[\\] ]", "");
                given.put(
                        option.name(),
                        name.equals(option.kebabName())
                                ? text
                                : name.substring(option.kebabName().length() + 1) + "=" + text);
            });
            if (given.containsKey("tokenFile")) {
                given.remove("token");
            }
            assertEquals(Collections.emptyList(), TrackOptions.of(given).problems(), snippet.toString());
        }
    }

    /** Without {@code track.}: a line each in a properties file, and nested by two blanks in YAML. */
    private static Map<String, String> properties(Snippet snippet) {
        Map<String, String> properties = new LinkedHashMap<>();
        String[] path = new String[10];
        for (String line : snippet.text.split("\n")) {
            boolean isYaml = snippet.language.equals("yaml");
            int depth = isYaml ? (line.length() - line.replaceAll("^ +", "").length()) / 2 : 0;
            String[] parts = line.trim().split(isYaml ? ":\\s*" : "=", 2);
            path[depth] = parts[0];
            if (!parts[1].isEmpty()) {
                String name = String.join(".", Arrays.copyOf(path, depth + 1));
                assertTrue(name.startsWith("track."), line);
                properties.put(name.substring("track.".length()), parts[1]);
            }
        }
        return properties;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadSomewhere(Path page) {
        Matcher link = LINK.matcher(Snippet.read(page));
        while (link.find()) {
            if (link.group(1).matches("https?://.*")) {
                continue;
            }
            String[] parts = link.group(1).split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertTrue(Files.exists(target), () -> page + " links to " + link.group(1));
            if (parts.length == 2) {
                assertTrue(anchors(target).contains(parts[1]), () -> page + " links to " + link.group(1));
            }
        }
    }

    /** As GitHub makes them. */
    private static List<String> anchors(Path page) {
        List<String> anchors = new ArrayList<>();
        for (Matcher heading = HEADING.matcher(Snippet.read(page)); heading.find(); ) {
            anchors.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    /** A command in a block or in the text names a script, modules and tests that there are. */
    @ParameterizedTest
    @MethodSource("pages")
    void commands_nameWhatThereIs(Path page) throws Exception {
        String text = Snippet.read(page);
        for (Matcher modules = MODULES.matcher(text); modules.find(); ) {
            for (String module : modules.group(1).replaceAll("[`,.:]*$", "").split(",")) {
                assertTrue(Files.exists(Snippet.file(module).resolve("pom.xml")), module);
            }
        }
        for (Matcher test = TEST.matcher(text); test.find(); ) {
            String name = test.group(1);
            if (name.equals("it")) { // a package with a pattern
                continue;
            }
            try (Stream<Path> files = Files.walk(Snippet.file("."), 9)) {
                assertTrue(files.anyMatch(file -> file.endsWith(name + ".java")), name);
            }
        }
    }

    /** The first runs the main job, the second the tests: see .ci/run. */
    @Test
    void commandsOfTheReadme_areThere() {
        assertTrue(readme().contains("\n```shell\n./demo\nmvn verify\n```\n"));
        assertTrue(Files.isExecutable(Snippet.file("demo")));
        assertTrue(Snippet.read(Snippet.file(".ci/run")).contains("mvn -B -ntp verify\n"));
    }

    @Test
    void commands_areKnown() {
        for (Snippet snippet : Snippet.all(Snippet.Kind.SHELL)) {
            for (String line : snippet.text.split("\n")) {
                assertTrue(
                        line.matches("(\\./demo|mvn|java -jar track-(testkit|core)\\.jar|curl) ?.*"),
                        snippet::toString);
            }
        }
    }

    /** The README's ratios are those of the last full run, and a new report changes both. */
    @Test
    void figures_areThoseOfTheReport() {
        List<String> report = rows(Snippet.read(Snippet.file("benchmarks/report.md")), "| ");
        List<String> rows = rows(section(readme(), "Beside others"), "| ");
        assertEquals(
                "| | appender that does nothing | AsyncAppender before it | OpenTelemetry | PostHog | loki4j"
                        + " | Segment | logstash over TCP |",
                rows.get(0));
        int compared = 0;
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = cells(row);
            for (int i = 1; i < cells.length; i++) {
                if (!cells[i].isEmpty()) {
                    String start = "| " + cells[0] + " | " + PEERS.get(i - 1) + " |";
                    String measured = report.stream()
                            .filter(line -> line.startsWith(start))
                            .map(line -> cells(line)[5])
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("the report has no line " + start));
                    assertEquals(measured, cells[i], start);
                    compared++;
                }
            }
        }
        assertTrue(compared > 10, rows::toString);
    }

    private static String[] cells(String row) {
        return Arrays.stream(row.replaceAll("^\\|\\s*|\\s*\\|$", "").split("\\s*\\|\\s*", -1))
                .map(String::trim)
                .toArray(String[]::new);
    }
}
