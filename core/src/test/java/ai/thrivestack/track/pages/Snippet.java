// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A block of code on the README or a page of docs. What it is shows in its language and text. Immutable. */
public final class Snippet {
    /** What a block is, and so which test runs it. */
    public enum Kind {
        /** Coordinates of ours for Maven or Gradle: {@code PagesTest}. */
        COORDINATES,
        /** Properties of the Spring Boot starter: {@code PagesTest}. */
        SPRING,
        /** Commands for a shell: {@code PagesTest}, and those with curl {@code TestingPageCommandsTest} of the testkit. */
        SHELL,
        /** A configuration of Logback, or elements of our appender in one: {@code LogbackPagesTest}. */
        LOGBACK,
        /** Java that logs through SLF4J, or uses the JDK alone: {@code LogbackPagesTest}. */
        JAVA,
        /** The event of an example: {@code LogbackPagesTest}, {@code Log4j2PagesTest}. */
        EVENT,
        /** What the logger {@code ai.thrivestack.track} says: {@code LogbackPagesTest}. */
        REPORT,
        /** A configuration of Log4j2: {@code Log4j2PagesTest}. */
        LOG4J2,
        /** Java that logs through Log4j2's own API: {@code Log4j2PagesTest}. */
        JAVA_LOG4J2,
        /** What a user's test looks like and says: {@code TestingPageTest} of the testkit, and outside. */
        TESTKIT,
        /** A test of a Spring Boot application with … in it: whole ones run in outside. */
        ABRIDGED,
        /** Boxes and arrows. */
        DIAGRAM,
        /** On a page that has a test of its own: {@code OperationsPageTest}, {@code PageTest} of kafka-it. */
        OF_A_TESTED_PAGE,
        UNKNOWN
    }

    private static final Path ROOT = Paths.get("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK =
            Pattern.compile("^(<!-- sample: \\w+ -->\n)?```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    public final String page;
    public final String language;
    public final String text;
    private final int line;
    private final boolean sampled;

    private Snippet(String page, String language, String text, int line, boolean sampled) {
        this.page = page;
        this.language = language;
        this.text = text;
        this.line = line;
        this.sampled = sampled;
    }

    /** The README first, then the pages of docs and the others at the root. */
    public static List<Path> pages() {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.toString().matches(".*\\.md|.*llms\\.txt"))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path page) {
        try {
            return new String(Files.readAllBytes(page), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where this page, or file, of the project is: {@code docs/forms.md}. */
    public static Path file(String name) {
        return ROOT.resolve(name);
    }

    public static List<Snippet> all() {
        List<Snippet> all = new ArrayList<>();
        for (Path page : pages()) {
            String text = read(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                all.add(new Snippet(
                        ROOT.relativize(page).toString().replace('\\', '/'),
                        block.group(2),
                        block.group(3),
                        text.substring(0, block.start()).split("\n", -1).length,
                        block.group(1) != null));
            }
        }
        return all;
    }

    /** In the order of the pages; fails if there is none, since its test would test nothing. */
    public static List<Snippet> all(Kind kind) {
        List<Snippet> found =
                all().stream().filter(snippet -> snippet.kind() == kind).collect(Collectors.toList());
        if (found.isEmpty()) {
            throw new AssertionError("no page has a snippet of " + kind);
        }
        return found;
    }

    public Kind kind() {
        if (sampled || page.equals("docs/operations.md") || page.equals("docs/kafka.md") && isForConnect()) {
            return Kind.OF_A_TESTED_PAGE;
        }
        switch (language) {
            case "xml":
                return xml();
            case "java":
                return java();
            case "groovy":
            case "kotlin":
                return Kind.COORDINATES;
            case "properties":
            case "yaml":
                return text.contains("track") ? Kind.SPRING : Kind.UNKNOWN;
            case "json":
                return text.startsWith("{\"event_name\"")
                        ? Kind.EVENT
                        : text.contains("?\"") ? Kind.TESTKIT : Kind.UNKNOWN;
            case "shell":
                return Kind.SHELL;
            case "mermaid":
                return Kind.DIAGRAM;
            case "":
            case "text":
                return plain();
            default:
                return Kind.UNKNOWN;
        }
    }

    private boolean isForConnect() {
        return text.startsWith("curl ");
    }

    private Kind xml() {
        if (text.startsWith("<dependency>")) {
            return Kind.COORDINATES;
        }
        if (text.contains("track.testkit.endpoint")) {
            return Kind.TESTKIT;
        }
        return text.contains("<Configuration") || text.startsWith("<Track") ? Kind.LOG4J2 : Kind.LOGBACK;
    }

    private Kind java() {
        if (text.contains("@TrackTest")) {
            return page.equals("docs/spring-boot.md") ? Kind.ABRIDGED : Kind.TESTKIT;
        }
        return text.contains("org.apache.logging.log4j") ? Kind.JAVA_LOG4J2 : Kind.JAVA;
    }

    private Kind plain() {
        if (text.contains("ai.thrivestack.track")) {
            return Kind.REPORT;
        }
        return text.startsWith("Expected ") ? Kind.TESTKIT : Kind.SHELL;
    }

    /** Where it is, for messages. */
    @Override
    public String toString() {
        return page + ":" + line + " " + language + "\n" + text;
    }
}
