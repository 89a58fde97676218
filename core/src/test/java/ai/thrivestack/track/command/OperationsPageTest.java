// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.report.DeadLetters;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Runs the commands of docs/operations.md on the files that the page shows, in the order of the page, and compares what
 * they print. With {@code -Doperations.write=true} it writes that into the page instead.
 */
class OperationsPageTest {
    private static final Path PAGE = Paths.get("../docs/operations.md");
    private static final String API = "https://api.app.thrivestack.ai/api/track";
    private static final String TOKEN_FILE = "/run/secrets/track-token";
    private static final String JAVA = "$ java -jar track-core.jar ";
    private static final Pattern SHOWN_FILE = Pattern.compile("\n`(\\S+)`\n```\\w+\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void examples_printWhatThePageShows() throws Exception {
        String page = new String(Files.readAllBytes(PAGE), StandardCharsets.UTF_8);
        StringBuffer expected = new StringBuffer();
        try (TrackServer server = TrackServer.start()) {
            prepare(page, server);
            Matcher console = CONSOLE.matcher(page);
            while (console.find()) {
                StringBuilder block = new StringBuilder("```console\n");
                for (String line : console.group(1).split("\n")) {
                    if (line.startsWith(JAVA)) {
                        block.append(line).append('\n').append(output(line.substring(JAVA.length()), server));
                    }
                }
                console.appendReplacement(
                        expected, Matcher.quoteReplacement(block.append("```\n").toString()));
            }
            console.appendTail(expected);
        }
        if (Boolean.getBoolean("operations.write")) {
            Files.write(PAGE, expected.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            assertEquals(expected.toString(), page);
        }
    }

    /** The files that the page shows, a token, and 250 dead letters of which the API refuses one. */
    private void prepare(String page, TrackServer server) throws IOException {
        Matcher file = SHOWN_FILE.matcher(page);
        while (file.find()) {
            write(file.group(1), file.group(2).replace(TOKEN_FILE, here("track-token")));
        }
        write("track-token", "secret-token");
        server.answerTo(event -> event.eventName().equals("odd"), Answer.status(422));
        DeadLetters letters = new DeadLetters(directory.resolve("dead.json"));
        for (int i = 0; i < 250; i++) {
            letters.append(Loss.BUFFER_FULL, "", event(i == 77 ? "odd" : "signed_up"));
        }
        letters.append(Loss.UNREADABLE, "", null);
    }

    private static byte[] event(String name) {
        return ("{\"event_name\":\"" + name + "\",\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T22:28:55.111Z\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private String here(String name) {
        return directory.resolve(name).toString();
    }

    /** As a shell would show it, with the exit code unless it is 0. */
    private String output(String line, TrackServer server) throws IOException {
        String[] arguments = line.split(" ");
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i]
                    .replace(TOKEN_FILE, here("track-token"))
                    .replaceAll(
                            "^(--out=)?(\\w+\\.(xml|yaml|json))$", "$1" + Matcher.quoteReplacement(here("")) + "/$2");
        }
        String endpoint = server.endpoint().toString();
        Commands ran = Commands.run(withEndpoint(arguments, endpoint));
        String printed = (ran.out + ran.err)
                .replace(endpoint, API)
                .replace(here("track-token"), TOKEN_FILE)
                .replace(here("") + "/", "")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "57660cc6-94cb-43d5-bda2-4d118a7d1132");
        return printed + (ran.exitCode == 0 ? "" : "$ echo $?\n" + ran.exitCode + "\n");
    }

    /** The page's commands use the default; here it must be the test's. */
    private static String[] withEndpoint(String[] arguments, String endpoint) {
        if (arguments[0].startsWith("--") || String.join(" ", arguments).contains("--offline")) {
            return arguments;
        }
        String[] more = Arrays.copyOf(arguments, arguments.length + 1);
        more[arguments.length] = "--endpoint=" + endpoint;
        return more;
    }
}
