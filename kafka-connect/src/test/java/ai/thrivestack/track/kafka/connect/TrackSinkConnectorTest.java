// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

import ai.thrivestack.track.TrackOptions;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackSinkConnectorTest {
    private final TrackSinkConnector connector = new TrackSinkConnector();

    /** @param more name, value, name, value …; an empty value takes the name out */
    private static Map<String, String> given(String... more) {
        Map<String, String> all = new HashMap<>();
        all.put("name", "sink");
        all.put("connector.class", TrackSinkConnector.class.getName());
        all.put("topics", "track-events");
        all.put("tasks.max", "3");
        all.put("errors.tolerance", "all");
        all.put("errors.deadletterqueue.topic.name", "dead");
        all.put("token", "secret-token");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        all.values().removeIf(String::isEmpty);
        return all;
    }

    private Map<String, List<String>> errors(Map<String, String> given) {
        return connector.validate(given).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void service_isFound() {
        assertTrue(ServiceLoader.load(SinkConnector.class).stream()
                .anyMatch(provider -> provider.type() == TrackSinkConnector.class));
    }

    @Test
    void options_areTheAppenders() {
        Map<String, ConfigDef.ConfigKey> keys = connector.config().configKeys();
        assertEquals(
                new HashSet<>(Arrays.asList(
                        "endpoint",
                        "token",
                        "tokenFile",
                        "apiKey",
                        "batchSize",
                        "flushInterval",
                        "maxInFlight",
                        "bufferSize",
                        "connectTimeout",
                        "requestTimeout",
                        "compression",
                        "proxy",
                        "allowInsecureEndpoint")),
                keys.keySet());
        Map<String, String> appenders = TrackOptions.all().stream()
                .collect(Collectors.toMap(option -> option.name(), option -> option.defaultText()));
        keys.forEach((name, key) -> {
            String expected =
                    name.equals("batchSize") ? "1000" : name.equals("maxInFlight") ? "1" : appenders.get(name);
            assertEquals(expected, key.defaultValue == null ? "" : key.defaultValue, name);
        });
        assertEquals(1000, TaskOptions.of(given()).get(TrackOptions.BATCH_SIZE));
        assertEquals(1, TaskOptions.of(given()).get(TrackOptions.MAX_IN_FLIGHT));
        assertEquals(7, TaskOptions.of(given("batchSize", "7")).get(TrackOptions.BATCH_SIZE));
    }

    @ParameterizedTest
    @CsvSource({"token", "apiKey", "proxy"})
    void secrets_areHidden(String name) {
        Map<String, String> given = given("token", "", name, "http://u:secret-password@host:1/ ?");
        assertEquals(ConfigDef.Type.PASSWORD, connector.config().configKeys().get(name).type);
        List<ConfigValue> values = connector.validate(given).configValues();
        ConfigValue value = values.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .get();
        assertEquals(Password.class, value.value().getClass());
        assertFalse(values.toString().contains("secret-password"), values::toString);
        assertFalse(value.errorMessages().isEmpty());
    }

    @Test
    void usableConfiguration_hasNoErrors() {
        assertEquals(Map.of(), errors(given()));
        assertEquals(Map.of(), errors(given("batchSize", "100", "flushInterval", "30s", "proxy", "system")));
    }

    @ParameterizedTest
    @CsvSource({
        "batchSize, 1001, from 1 to 1000",
        "flushInterval, soon, 'a duration such as 200ms, 5s or 2m'",
        "bufferSize, many, 24MB",
        "compression, zip, 'one of none, gzip'",
        "endpoint, track, an absolute http or https URL",
        "endpoint, http://track.example/api, allowInsecureEndpoint=true",
        "tokenFile, ${dir:/run/secrets:token}, stands for a variable that is not set",
    })
    void mistake_isRefused_withWhatToWrite(String name, String text, String expected) {
        Map<String, String> given = given("token", name.equals("tokenFile") ? "" : "secret-token", name, text);
        assertTrue(errors(given).containsKey(name), () -> "" + errors(given));
        String message = errors(given).get(name).toString();
        assertTrue(message.contains(expected), message);
        ConnectException refused = assertThrows(ConnectException.class, () -> connector.start(given));
        assertTrue(refused.getMessage().contains(expected), refused::getMessage);
        TrackSinkTask task = new TrackSinkTask();
        task.initialize(new FakeContext());
        assertThrows(ConnectException.class, () -> task.start(given));
        task.stop();
    }

    @Test
    void missingToken_isRefused() {
        String message = errors(given("token", "")).get("token").toString();
        assertTrue(message.contains("Set token, tokenFile, apiKey"), message);
        assertFalse(
                errors(given("token", "", "tokenFile", "/run/secrets/token")).containsKey("token"));
    }

    @ParameterizedTest
    @CsvSource({
        "errors.tolerance, none, 'will end the task, although errors.deadletterqueue.topic.name is set. Write errors.tolerance=all.'",
        "errors.tolerance, '', 'the first event that the API refuses will end the task'",
        "errors.deadletterqueue.topic.name, '', 'only counted'",
        "consumer.override.max.poll.interval.ms, 10000, 'Write 30000 or more'",
        "tasks.max, 1, 'Write 2 or more'",
        "tasks.max, '', 'Write 2 or more'",
        "batchsize, 5, 'there is no option batchsize. Allowed, besides Connect''s own, are endpoint, '",
        "spoolDirectory, /tmp, 'there is no option spoolDirectory'",
    })
    void surprise_isSaid_andNotRefused(String name, String text, String expected) {
        Map<String, String> given = given(name, text);
        assertEquals(Map.of(), errors(given));
        try (LogCapture log = new LogCapture()) {
            connector.start(given);
            assertTrue(log.has("WARN ai.thrivestack.track sink: ", expected), () -> "" + log.lines());
            assertFalse(log.has("secret-token"));
        }
    }

    @Test
    void plainConfiguration_saysNothing() {
        try (LogCapture log = new LogCapture()) {
            connector.start(given("consumer.override.max.poll.interval.ms", "300000"));
            assertEquals(List.of(), log.lines());
        }
    }

    @Test
    void tasks_haveTheConfiguration_andANumberEach() {
        connector.start(given());
        List<Map<String, String>> tasks = connector.taskConfigs(3);
        assertEquals(
                List.of("0", "1", "2"),
                tasks.stream().map(task -> task.remove(TrackSinkTask.NUMBER)).collect(Collectors.toList()));
        tasks.forEach(task -> assertEquals(given(), task));
        assertEquals(TrackSinkTask.class, connector.taskClass());
        assertNotNull(connector.version());
        connector.stop();
    }
}
