// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OptionReaderTest {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();

    private OptionReader reader() {
        return reader("");
    }

    private OptionReader reader(String testkit) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addFirst(new MapPropertySource("properties", properties));
        ConfigurationPropertySources.attach(environment);
        return new OptionReader(environment, testkit);
    }

    private Map<String, String> texts(String name, Object value) {
        properties.put(name, value);
        return reader().texts();
    }

    @Test
    void anySpelling_isRead() {
        properties.put("track.flush-interval", "2s");
        properties.put("track.batchSize", "7");
        properties.put("track.max_in_flight", "3");
        variables.put("TRACK_BUFFERSIZE", "16MB");
        variables.put("TRACK_OVERFLOW_TIMEOUT", "3s");
        Map<String, String> texts = reader().texts();
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("flushInterval", "2s");
        expected.put("batchSize", "7");
        expected.put("maxInFlight", "3");
        expected.put("bufferSize", "16MB");
        expected.put("overflowTimeout", "3s");
        assertEquals(expected, texts);
    }

    @Test
    void listsAndMaps_areJoined() {
        properties.put("track.user-id-keys[0]", "uid");
        properties.put("track.user-id-keys[1]", "user");
        properties.put("track.static-context.env", "prod");
        properties.put("track.static-context.source", "shop");
        Map<String, String> texts = reader().texts();
        assertEquals("uid,user", texts.get("userIdKeys"));
        assertEquals("env=prod,source=shop", texts.get("staticContext"));
    }

    @Test
    void isoDuration_isRead_andABareNumberStaysOne() {
        assertEquals("7000ms", texts("track.flush-interval", "PT7S").get("flushInterval"));
        assertEquals("5", texts("track.flush-interval", "5").get("flushInterval"));
    }

    @Test
    void unresolvedPlaceholder_isNamed() {
        Map<String, String> texts = texts("track.static-context", "env=${DEPLOY_ENV}");
        List<String> problems =
                TrackOptions.ofProperties(OptionReader.PREFIX, texts).problems();
        assertTrue(
                problems.stream()
                        .anyMatch(each -> each.contains("track.static-context") && each.contains("DEPLOY_ENV")),
                problems::toString);
    }

    @Test
    void badValues_areNamedInKebabCase_withoutTheirValues() {
        properties.put("track.batch-size", "5001");
        properties.put("track.endpoint", "http://collector.example.com/api");
        properties.put("track.token", "two words");
        String problems = TrackOptions.ofProperties(OptionReader.PREFIX, reader().texts())
                .problems()
                .toString();
        assertTrue(problems.contains("track.batch-size cannot be used"), problems);
        assertTrue(problems.contains("track.endpoint would send"), problems);
        assertTrue(problems.contains("track.allow-insecure-endpoint=true"), problems);
        assertTrue(problems.contains("track.token cannot be used"), problems);
        assertTrue(problems.contains("track.token-file, track.api-key"), problems);
        assertFalse(problems.matches(".*(5001|collector|two words).*"), problems);
    }

    @Test
    void unknownNames_areNamedWithTheNearest_andTheirValuesAreNot() {
        properties.put("track.tokn", "secret-token");
        properties.put("track.token.path", "/run/secret");
        List<String> sentences = reader().unknown();
        assertEquals(2, sentences.size(), sentences::toString);
        assertTrue(sentences.get(0).contains("track.tokn"), sentences::toString);
        assertTrue(sentences.get(0).contains("Did you mean track.token?"), sentences::toString);
        assertFalse(sentences.toString().contains("secret"), sentences::toString);
    }

    @Test
    void namesOfOthers_areNotUnknown() {
        properties.put("track.testkit.endpoint", "http://127.0.0.1:1/api/track");
        properties.put("track.enabled", "true");
        properties.put("track.user-id", "none");
        properties.put("track.mdcProperties[0]", "tenant");
        properties.put("tracking.tokn", "other");
        variables.put("TRACK_HOME", "/opt/track");
        assertEquals(Collections.emptyList(), reader().unknown());
    }

    @Test
    void enabled_unlessItSaysFalse() {
        assertTrue(reader().isEnabled());
        properties.put("track.enabled", "FALSE");
        assertFalse(reader().isEnabled());
    }

    /** A test must not reach what production reaches, nor need its secrets. */
    @Test
    void testkit_isWhereEventsGo_whateverIsConfigured() {
        properties.put("track.endpoint", "https://track.example.com/api/track");
        properties.put("track.token-file", "/run/secrets/track-token");
        properties.put("track.proxy", "http://proxy.example.com:3128");
        properties.put("track.transport", "kafka");
        properties.put("track.bootstrap-servers", "broker.example.com:9092");
        properties.put("track.spool-directory", "/var/spool/track");
        properties.put("track.batch-size", "7");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("endpoint", "http://127.0.0.1:18090/api/track");
        expected.put("token", "testkit");
        expected.put("batchSize", "7");
        Map<String, String> texts = reader("http://127.0.0.1:18090/api/track").texts();
        assertEquals(expected, texts);
        assertEquals(Collections.emptyList(), TrackOptions.of(texts).problems());
    }
}
