// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pages;

import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.thrivestack.track.contract.Backend;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the README and the pages of docs show for a framework works as it stands there. */
@Tag("one-version") // which options there are does not depend on it
public abstract class PagesContract {
    private static final String TOKEN_FILE = "/run/secrets/track-token";

    private static final String VARIABLES =
            "String format = \"csv\"; Object map = java.util.Collections.singletonMap(\"rows\", 3); ";
    private static final Pattern FORM = Pattern.compile("`(info\\(TRACK, .*?)`");

    private final Backend backend;
    private final Snippet.Kind configurations;
    private final Snippet.Kind programs;
    private final TrackServer server = TrackServer.start();

    @TempDir
    Path directory;

    protected PagesContract(Backend backend, Snippet.Kind configurations, Snippet.Kind programs) {
        this.backend = backend;
        this.configurations = configurations;
        this.programs = programs;
    }

    @AfterEach
    void stop() {
        backend.stop();
        server.close();
    }

    /** A configuration that can be loaded: the text, or what is missing around it. */
    protected abstract String whole(String text);

    /** The configuration with these for its {@code tokenFile}, as the README says it for the local API. */
    protected abstract String local(String configuration, URI endpoint, String token);

    /** A log call without its logger: {@code info(TRACK, "x")}. */
    protected abstract boolean isOfThisFramework(String call);

    @Test
    void configurations_areUnderstood() throws Exception {
        Path token = Files.write(directory.resolve("token"), "any".getBytes(StandardCharsets.UTF_8));
        for (Snippet snippet : Snippet.all(configurations)) {
            backend.start(whole(snippet.text)
                    .replace(TOKEN_FILE, token.toString())
                    .replace("/var/spool/track", directory.resolve("spool").toString()));
            assertNotNull(backend.appender(), snippet::toString);
            List<String> complaints = backend.statuses().stream()
                    .filter(line -> line.matches("(?s)(WARN|ERROR)\\b.*"))
                    .filter(line -> !line.startsWith("WARN No Log4j 2 configuration file found")) // as is true here
                    .collect(Collectors.toList());
            complaints.addAll(backend.reports().all());
            assertEquals(Collections.emptyList(), complaints, snippet.toString());
            backend.stop();
        }
    }

    /** A class with a main method is run on the README's configuration; its event must be the page's. */
    @Test
    void programs_compile_andGiveTheEventOfThePage() throws Exception {
        int run = 0;
        for (Snippet snippet : Snippet.all(programs)) {
            Program program = new Program(snippet.text, directory);
            if (snippet.text.contains("static void main(")) {
                start("any");
                program.main();
                assertTrue(backend.flush(), () -> "not delivered: " + backend.counts());
                assertEquals(1, server.events().size());
                assertEquals(
                        normal(eventOf(snippet)), normal(server.events().get(0).json()), snippet.toString());
                assertEquals(Collections.emptyList(), warnings());
                assertEquals(Collections.emptyList(), backend.reports().all());
                backend.stop();
                server.clear();
                run++;
            }
        }
        assertTrue(run > 0);
    }

    /** Those of the README's table that this framework's oldest API has. */
    @Test
    void forms_giveTheEvent() throws Exception {
        start("any");
        String program = Snippet.all(programs).get(0).text;
        int call = program.indexOf("log.info(");
        String rest = program.substring(program.indexOf(";", call) + 1);
        Matcher form = FORM.matcher(Snippet.read(Snippet.file("README.md")));
        int forms = 0;
        while (form.find()) {
            if (isOfThisFramework(form.group(1))) {
                String lines = VARIABLES + "log." + form.group(1) + ";" + rest;
                new Program(importing(form.group(1)) + program.substring(0, call) + lines, directory).main();
                forms++;
            }
        }
        assertTrue(backend.flush(), () -> "not delivered: " + backend.counts());
        assertTrue(forms > 0);
        assertEquals(
                Collections.nCopies(forms, "report_exported"),
                server.events().stream().map(TrackedEvent::eventName).collect(Collectors.toList()));
        assertEquals(Collections.emptyList(), warnings());
    }

    private static String importing(String call) {
        return call.contains("Message(") ? "import org.apache.logging.log4j.message.*;\n" : "";
    }

    private void start(String token) {
        String readme = Snippet.all(configurations).stream()
                .filter(each -> each.page.equals("README.md"))
                .findFirst()
                .orElseThrow(AssertionError::new)
                .text;
        backend.start(local(readme, server.endpoint(), token));
    }

    private static String eventOf(Snippet program) {
        return Snippet.all(Snippet.Kind.EVENT).stream()
                .filter(each -> each.page.equals(program.page))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event beside " + program))
                .text;
    }

    /** Time and id are of the moment. */
    private static JsonObject normal(String event) {
        JsonObject json = JsonParser.parseString(event).getAsJsonObject();
        String timestamp = json.remove("timestamp").getAsString();
        assertTrue(timestamp.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), timestamp);
        String id = json.getAsJsonObject("context").remove("event_id").getAsString();
        assertTrue(id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+"), id);
        return json;
    }

    /** What the testkit's page would warn of. */
    private List<String> warnings() throws Exception {
        List<String> warnings = new ArrayList<>();
        try (InputStream answer =
                        new URL(server.page().resolve("/testkit/accepted").toString()).openStream();
                Scanner text = new Scanner(answer, "UTF-8")) {
            JsonElement events = JsonParser.parseString(text.useDelimiter("\\A").next());
            for (JsonElement event : events.getAsJsonArray()) {
                event.getAsJsonObject().getAsJsonArray("warnings").forEach(each -> warnings.add(each.toString()));
            }
        }
        return warnings;
    }

    /** Of docs/faq.md, without a class of ours. */
    @Test
    void flushByJmx_delivers() throws Exception {
        Snippet flush = Snippet.all(Snippet.Kind.JAVA).stream()
                .filter(each -> each.text.contains("static boolean flush("))
                .findFirst()
                .orElseThrow(AssertionError::new);
        start("any");
        new Program(Snippet.all(programs).get(0).text, directory).main();

        assertEquals(true, new Program(flush.text, directory).call("flush", long.class, 10_000L));
        assertEquals(1, server.events().size());
    }

    @Test
    void wrongToken_isSaidAsOnThePage() throws Exception {
        server.accept("right");
        start("wrong");
        new Program(Snippet.all(programs).get(0).text, directory).main();
        String said = backend.reports().await("cannot deliver");

        for (Snippet snippet : Snippet.all(Snippet.Kind.REPORT)) {
            assertEquals(said + "\n", snippet.text.replace(" ai.thrivestack.track - ", " "), snippet.toString());
        }
        server.accept("wrong"); // so that the end has nothing to wait for
    }
}
