// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackOptionsKafkaTest {
    private static TrackOptions kafka(String... more) {
        Map<String, String> all = new LinkedHashMap<>(Given.texts("transport", "kafka", "bootstrapServers", "a:9092"));
        all.putAll(Given.texts(more));
        return Given.read(all);
    }

    private static String problem(TrackOptions options) {
        assertEquals(1, options.problems().size(), () -> "" + options.problems());
        return options.problems().get(0);
    }

    @Test
    void nothingElseGiven_isNoProblem() {
        TrackOptions options = kafka();
        assertEquals(Collections.emptyList(), options.problems());
        assertTrue(options.isKafka());
        assertEquals("track-events", options.get(TrackOptions.TOPIC));
        assertNull(options.get(TrackOptions.KAFKA_PROPERTIES));
        assertFalse(Given.options().isKafka());
    }

    @Test
    void properties_areNamedAsTheyAreSpelt_withoutTheirValues() {
        Map<String, String> texts =
                Given.texts("transport", "kafka", "tokenFile", "x", "kafkaProperties", "no-such-file");
        assertEquals(
                Arrays.asList(
                        "track.transport=kafka needs track.bootstrap-servers. Write "
                                + TrackOptions.BOOTSTRAP_SERVERS.allowed()
                                + ". Nothing is sent until then; events wait.",
                        "track.kafka-properties cannot be read. Write the path of a file that exists. Nothing is sent "
                                + "until then; events wait.",
                        "track.token-file is not used with track.transport=kafka. Take it out, or write "
                                + "track.transport=http."),
                TrackOptions.ofProperties("track.", texts).problems());
    }

    @Test
    void tokenOfTheEnvironment_isNotRead() {
        List<String> asked = new ArrayList<>();
        TrackOptions options =
                TrackOptions.of(Given.texts("transport", "kafka", "bootstrapServers", "a:9092"), variable -> {
                    asked.add(variable);
                    return "token-of-the-environment";
                });
        assertEquals(Collections.emptyList(), asked);
        assertNull(options.get(TrackOptions.TOKEN));
        assertNull(options.get(TrackOptions.API_KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, https://track.example.com/api",
        "token, hush-1",
        "tokenFile, token.txt",
        "apiKey, hush-1",
        "proxy, http://hush-1@proxy.example.com:3128",
        "allowInsecureEndpoint, true"
    })
    void optionOfHttp_isNamed_andNotKept(String name, String value) {
        TrackOptions options = kafka(name, value);
        assertEquals(
                name + " is not used with transport=kafka. Take it out, or write transport=http.", problem(options));
        for (Option<?> option : TrackOptions.all()) {
            assertFalse(String.valueOf(options.get(option)).contains("hush"), option::toString);
            assertEquals(kafka().get(option), options.get(option), option::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"bootstrapServers, a:9092", "topic, clicks", "kafkaProperties, producer.properties"})
    void optionOfKafka_withHttp_isNamed(String name, String value) {
        for (Map<String, String> given :
                Arrays.asList(Given.texts(name, value), Given.texts(name, value, "transport", "http"))) {
            assertEquals(
                    name + " is used with transport=kafka alone. Write transport=kafka, or take it out.",
                    problem(Given.read(given)));
        }
    }

    @Test
    void noBootstrapServers_isNamed_andNothingIsSent() {
        TrackOptions options = Given.read(Given.texts("transport", "kafka"));
        assertEquals(
                "transport=kafka needs bootstrapServers. Write host:port, several separated by commas. "
                        + "Nothing is sent until then; events wait.",
                problem(options));
        assertNull(options.get(TrackOptions.BOOTSTRAP_SERVERS));
    }

    @Test
    void bootstrapServersThatCannotBeUsed_areNamedOnce() {
        String problem = problem(kafka("bootstrapServers", "a"));
        assertTrue(problem.startsWith("bootstrapServers=a cannot be used. Write host:port"), problem);
    }

    @Test
    void fileThatDoesNotExist_isNamed_andStaysInUse(@TempDir Path directory) {
        Path file = directory.resolve("none.properties");
        TrackOptions options = kafka("kafkaProperties", file.toString());
        assertEquals(
                "kafkaProperties=" + file + " cannot be read. Write the path of a file that exists. "
                        + "Nothing is sent until then; events wait.",
                problem(options));
        assertEquals(file, options.get(TrackOptions.KAFKA_PROPERTIES));
    }

    @Test
    void unknownTransport_isNamed_andHttpServes() {
        TrackOptions options = Given.read(Given.texts("transport", "kafak"));
        assertEquals(
                "transport=kafak cannot be used. Write one of http, kafka. Until then the default serves: http.",
                problem(options));
        assertFalse(options.isKafka());
        assertTrue(Given.read(Given.texts("TRANSPORT", "Kafka")).isKafka());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a:9092; a:9092",
                "a.b-c_d:1, 10.0.0.1:65535 ,[::1]:9092; a.b-c_d:1,10.0.0.1:65535,[::1]:9092",
                "a:9092,; a:9092"
            })
    void bootstrapServers_areHostsWithPorts(String text, String servers) {
        assertEquals(servers, kafka("bootstrapServers", text).get(TrackOptions.BOOTSTRAP_SERVERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a",
                "a:",
                ":9092",
                "a:0",
                "a:65536",
                "a:9092 b:9092",
                "kafka://a:9092",
                "::1:9092",
                "a:9092;b:9092"
            })
    void bootstrapServers_ofAnotherForm_cannotBeUsed(String text) {
        assertTrue(problem(kafka("bootstrapServers", text)).contains(" cannot be used. Write host:port"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "two words", "a/b", "\u00fc"})
    void topic_ofAnotherForm_cannotBeUsed(String text) {
        String problem = problem(kafka("topic", text));
        assertTrue(problem.contains("Write the name of a topic: letters, digits"), problem);
        assertTrue(problem.endsWith("the default serves: track-events."), problem);
    }

    @Test
    void topic_hasAtMost249Characters() {
        String longest = String.join("", Collections.nCopies(249, "x"));
        assertEquals(longest, kafka("topic", longest).get(TrackOptions.TOPIC));
        assertTrue(problem(kafka("topic", longest + "x")).startsWith("topic="));
    }
}
