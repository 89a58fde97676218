// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import javax.net.ssl.SSLContext;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.capture.fuzz.StrictJson;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.transport.KeyStores;
import ai.thrivestack.track.transport.TestProxy;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What core does with the libraries that packaging relocates. Core's own tests run before there is a jar; these run on
 * the jar that ships.
 */
public abstract class PackagedContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    /** As jdeps prints it: a class, and the one that it names in vain. */
    private static final Pattern MISSING = Pattern.compile("^\\s*(\\S+)\\s+-> (\\S+)\\s+not found");
    /** What an application brings, what HttpClient can use besides, and the parser of numbers that is left out. */
    private static final Pattern EXPECTED_TO_BE_MISSING = Pattern.compile(
            "^(org\\.apache\\.kafka|org\\.apache\\.commons\\.compress|com\\.aayushatharva\\.brotli4j)\\."
                    + "|\\.jackson\\.core\\.internal\\.shaded\\.fdp\\.");

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");

    @TempDir
    Path directory;

    protected PackagedContract(Backend backend) {
        this.backend = backend;
    }

    @AfterEach
    void stop() {
        backend.stop();
    }

    private void start(String... options) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("token", "secret-token");
        all.put("flushInterval", "10ms");
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        backend.start(backend.configuration(all));
    }

    @OnOneVersion
    @Test
    void core_isTheJarThatShips() {
        String core =
                "" + TrackCounts.class.getProtectionDomain().getCodeSource().getLocation();
        assertTrue(core.endsWith(".jar"), core);
        assertThrows(
                ClassNotFoundException.class,
                () -> Class.forName("org.apache.hc.client5.http.impl.classic.HttpClients"));
    }

    /** Packaging leaves out what no class of ours leads to. A name that leads nowhere is an application's library. */
    @OnOneFramework
    @Test
    void core_isSmall_andItsClassesFindWhatTheyName() throws Exception {
        Path core = coreJar();
        assertTrue(Files.size(core) <= 1_800_000, () -> "" + core.toFile().length());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, "UTF-8");
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow(AssertionError::new);
        assertEquals(0, jdeps.run(out, out, "--missing-deps", core.toString()), () -> "" + printed);
        List<String> missing = new ArrayList<>();
        for (String line : printed.toString("UTF-8").split("\\R")) {
            Matcher name = MISSING.matcher(line);
            if (name.find() && !EXPECTED_TO_BE_MISSING.matcher(name.group(2)).find()) {
                missing.add(line.trim());
            }
        }
        assertTrue(printed.toString("UTF-8").contains("org.apache.kafka"), () -> "jdeps finds nothing: " + printed);
        assertEquals(Collections.emptyList(), missing);
    }

    /** Long ones are read by a part of Jackson that is left out. */
    @OnOneFramework
    @Test
    void numbersOfManyDigits_inTheTreeOfAnotherLibrary_areSent() throws Exception {
        BigDecimal decimal = new BigDecimal("0." + String.join("", Collections.nCopies(70, "1234567890")) + "1");
        BigInteger integer = BigInteger.TEN.pow(900).add(BigInteger.ONE);
        JsonObject tree = new JsonObject();
        tree.addProperty("decimal", decimal);
        tree.addProperty("integer", integer);
        try (TrackServer server = TrackServer.start()) {
            start("endpoint", server.endpoint().toString());
            log.info(TRACK, "signed_up user_id={} tree={}", "u1", tree);
            assertTrue(backend.flush(), () -> "" + backend.reports().all());
            String json = server.events().get(0).json();
            assertTrue(json.contains("\"tree\":{\"decimal\":" + decimal + ",\"integer\":" + integer + "}"), json);
        }
    }

    private static Path coreJar() throws URISyntaxException {
        return Path.of(TrackCounts.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** In processes of their own, with nothing but this jar. */
    @OnOneFramework
    @Test
    void commands_runFromTheJarAlone() throws Exception {
        Path letters = Files.write(
                directory.resolve("dead.json"),
                ("{\"reason\":\"buffer full\",\"event\":{\"event_name\":\"signed_up\",\"user_id\":\"u1\","
                                + "\"timestamp\":\"2026-11-23T22:28:55.111Z\",\"context\":{\"event_id\":\"e1\"}}}\n")
                        .getBytes(StandardCharsets.UTF_8));
        Path configuration = Files.write(
                directory.resolve("log4j2.json"),
                "{\"configuration\":{\"appenders\":{\"Track\":{\"tokn\":\"x\",\"batchSize\":0}}}}"
                        .getBytes(StandardCharsets.UTF_8));
        try (TrackServer server = TrackServer.start()) {
            String endpoint = "--endpoint=" + server.endpoint();
            assertEquals(0, command("check", endpoint, "--token=secret-token"));
            assertEquals(0, server.events().size());
            assertEquals(1, command("check", configuration.toString(), "--offline", "--json"));
            assertEquals(0, command("replay", letters.toString(), endpoint, "--token", "secret-token"));
            assertEquals("e1", server.events().get(0).context().get("event_id"));
        }
        assertEquals(0, command("spool", directory.toString()));
        assertEquals(0, command(directory.toString()));
        assertEquals(2, command());
    }

    /** @return its exit code */
    private int command(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                coreJar().toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertFalse(printed.contains("secret-token") || printed.contains("\tat "), printed);
        return process.exitValue();
    }

    @OnOneFramework
    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip"})
    void https_delivers_packedOrNot(String compression) throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(KeyStores.context(keys));
        try (TlsServer https = new TlsServer(SSLContext.getDefault())) {
            start("endpoint", https.endpoint(), "compression", compression);
            log.info(TRACK, "signed_up user_id={}", "u1");
            assertTrue(backend.flush(), () -> "" + backend.reports().all());
            assertEquals(Collections.singletonList(compression), https.encodings());
            assertTrue(https.bodies().get(0).startsWith("[{\"event_name\":\"signed_up\""), () -> "" + https.bodies());
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    @OnOneFramework
    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Digest"})
    void http_throughAProxyThatAsksForAPassword_delivers(String scheme) throws Exception {
        try (TrackServer server = TrackServer.start();
                TestProxy proxy = new TestProxy(scheme, "jane:pw")) {
            start("endpoint", server.endpoint().toString(), "proxy", proxy.url("jane:pw@"));
            log.info(TRACK, "signed_up user_id={}", "u1");
            assertTrue(backend.flush(), () -> "" + backend.reports().all());
            assertEquals("signed_up", server.events().get(0).eventName());
            assertEquals(Collections.singletonList("POST " + server.endpoint() + " HTTP/1.1"), proxy.requests());
        }
    }

    @OnOneFramework
    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Digest"})
    void https_throughAProxyThatAsksForAPassword_delivers(String scheme) throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(KeyStores.context(keys)); // as the JVM makes it of its properties, at the first use
        try (TlsServer https = new TlsServer(SSLContext.getDefault());
                TestProxy proxy = new TestProxy(scheme, "jane:pw")) {
            start("endpoint", https.endpoint(), "proxy", proxy.url("jane:pw@"));
            log.info(TRACK, "signed_up user_id={}", "u1");
            assertTrue(backend.flush(), () -> "" + backend.reports().all());
            assertEquals(1, https.bodies().size());
            assertTrue(https.bodies().get(0).startsWith("[{\"event_name\":\"signed_up\""), () -> "" + https.bodies());
            assertEquals(1, proxy.requests().size());
            assertTrue(proxy.requests().get(0).startsWith("CONNECT localhost:"), () -> "" + proxy.requests());
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    @OnOneFramework
    @Test
    void deadLetters_areLinesOfJson() throws Exception {
        Path file = directory.resolve("dead.json");
        try (TrackServer server = TrackServer.start()) {
            server.answerTo(
                    event -> event.eventName().equals("bad"),
                    Answer.status(400).body("{\"success\": false, \"message\": \"not \\\"that\\\" \\u00fc\"}"));
            start("endpoint", server.endpoint().toString(), "deadLetterFile", file.toString());
            log.info(TRACK, "good user_id={}", "u1");
            log.info(TRACK, "bad user_id={} text={}", "u1", "\u00fc \"quoted\"\n\uD83D\uDE00");
            log.info(TRACK, "of_no_user");
            backend.flush();
        }
        backend.stop();
        List<Map<?, ?>> letters = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            letters.add((Map<?, ?>) StrictJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(2, letters.size(), letters::toString);
        letters.forEach(letter -> Instant.parse((String) letter.get("time")));
        Map<?, ?> noUser = letters.get(0).get("reason").equals("no user id") ? letters.get(0) : letters.get(1);
        Map<?, ?> bad = noUser == letters.get(0) ? letters.get(1) : letters.get(0);
        assertEquals("of_no_user", ((Map<?, ?>) noUser.get("event")).get("event_name"));
        assertEquals("refused by the API", bad.get("reason"));
        assertEquals("400 not \"that\" \u00fc", bad.get("message"));
        Map<?, ?> properties = (Map<?, ?>) ((Map<?, ?>) bad.get("event")).get("properties");
        assertEquals("\u00fc \"quoted\"\n\uD83D\uDE00", properties.get("text"));
    }
}
