// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.Option;
import ai.thrivestack.track.TrackOptions;
import com.google.gson.GsonBuilder;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * What editors complete comes from the options' own table. With {@code -Dmetadata.write=true} the test writes the file,
 * else it compares.
 */
class MetadataTest {
    private static final Path FILE = Paths.get("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final String WORDS = "one of ";

    @Test
    void metadata_isThatOfTheOptions() throws Exception {
        String expected = json();
        if (Boolean.getBoolean("metadata.write")) {
            Files.write(FILE, expected.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(expected, new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8));
    }

    private static String json() {
        List<Object> properties = new ArrayList<>();
        List<Object> hints = new ArrayList<>();
        properties.add(property(
                OptionReader.ENABLED, Boolean.class.getName(), "Whether the starter does anything at all.", true));
        properties.add(property(
                OptionReader.USER_ID,
                String.class.getName(),
                "The user's id for the MDC, as an expression on the authentication; none to leave the MDC alone.",
                "name"));
        for (Option<?> option : TrackOptions.all()) {
            String name = OptionReader.PREFIX + option.kebabName();
            properties.add(property(name, type(option), option.description(), defaultValue(option)));
            if (option.allowed().startsWith(WORDS)) {
                List<Object> values = new ArrayList<>();
                for (String word : option.allowed().substring(WORDS.length()).split(", ")) {
                    values.add(Collections.singletonMap("value", word));
                }
                Map<String, Object> hint = new LinkedHashMap<>();
                hint.put("name", name);
                hint.put("values", values);
                hints.add(hint);
            }
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("name", "track");
        group.put("description", "Marked log lines become product-analytics events.");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("groups", Collections.singletonList(group));
        all.put("properties", properties);
        all.put("hints", hints);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(all) + "\n";
    }

    private static Map<String, Object> property(String name, String type, String description, Object defaultValue) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", name);
        property.put("type", type);
        property.put(
                "description", description.replace("`", "").replace(" …", ".").replace("… ", ""));
        if (defaultValue != null) {
            property.put("defaultValue", defaultValue);
        }
        return property;
    }

    private static String type(Option<?> option) {
        if (option.type() == Long.class) {
            return "org.springframework.util.unit.DataSize";
        }
        if (option.type() == List.class) {
            return "java.util.List<java.lang.String>";
        }
        return option.type() == Map.class
                ? "java.util.Map<java.lang.String,java.lang.String>"
                : option.type().getName();
    }

    private static Object defaultValue(Option<?> option) {
        String text = option.defaultText();
        if (text.isEmpty()) {
            return null;
        }
        if (option.type() == List.class) {
            return Arrays.asList(text.split(","));
        }
        if (option.type() == Integer.class) {
            return Integer.valueOf(text);
        }
        return option.type() == Boolean.class ? (Object) Boolean.valueOf(text) : text;
    }

    /** A rule that names no type would be completed as text. */
    @Test
    void typesOfTheOptions_areTheirValues() {
        for (Option<?> option : TrackOptions.all()) {
            Object value = TrackOptions.of(Collections.emptyMap()).get(option);
            if (value instanceof Duration || value instanceof Number || value instanceof Boolean) {
                assertEquals(value.getClass(), option.type(), option.name());
            }
            if (value instanceof List || value instanceof Map) {
                assertEquals(value instanceof List ? List.class : Map.class, option.type(), option.name());
            }
        }
    }
}
