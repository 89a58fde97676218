// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.thrivestack.track.Option;
import ai.thrivestack.track.Spelling;
import ai.thrivestack.track.TrackOptions;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties below {@code track} as texts by option name, read as Boot reads its own: in any spelling, from any
 * source, lists and maps too. Shows no values. For one thread.
 */
final class OptionReader {
    static final String PREFIX = "track.";
    static final String ENABLED = "track.enabled";
    static final String USER_ID = "track.user-id";
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("track");
    /** Where the testkit's names are. */
    private static final String TESTKIT = "testkit";
    /** Set by the testkit, in a JVM that runs tests, before any context starts. */
    private static final String TESTKIT_ENDPOINT = "track.testkit.endpoint";
    /** What leads elsewhere than to the testkit, or is a secret that a test has no use for. */
    private static final List<Option<?>> NOT_IN_TESTS = Arrays.asList(
            TrackOptions.TOKEN_FILE,
            TrackOptions.API_KEY,
            TrackOptions.PROXY,
            TrackOptions.TRANSPORT,
            TrackOptions.BOOTSTRAP_SERVERS,
            TrackOptions.TOPIC,
            TrackOptions.KAFKA_PROPERTIES,
            TrackOptions.SPOOL_DIRECTORY,
            TrackOptions.SPOOL_SIZE);

    private final ConfigurableEnvironment environment;
    private final Binder binder;
    /** Empty outside of tests. */
    private final String testkit;

    OptionReader(ConfigurableEnvironment environment) {
        this(environment, System.getProperty(TESTKIT_ENDPOINT, ""));
    }

    OptionReader(ConfigurableEnvironment environment, String testkit) {
        this.environment = environment;
        this.binder = Binder.get(environment);
        this.testkit = testkit;
    }

    /** True unless {@code track.enabled} says false; a text that is neither counts as true. */
    boolean isEnabled() {
        String text = text(ConfigurationPropertyName.of(ENABLED), String.class);
        return text == null || !text.trim().equalsIgnoreCase("false");
    }

    /** In tests with the testkit they lead to its API, whatever the application's own properties say. */
    Map<String, String> texts() {
        Map<String, String> texts = given();
        if (!testkit.isEmpty()) {
            NOT_IN_TESTS.forEach(option -> texts.remove(option.name()));
            texts.put(TrackOptions.ENDPOINT.name(), testkit);
            texts.put(TrackOptions.TOKEN.name(), TESTKIT);
        }
        return texts;
    }

    private Map<String, String> given() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Option<?> option : TrackOptions.all()) {
            String text = text(ConfigurationPropertyName.of(PREFIX + option.kebabName()), option.type());
            if (text != null) {
                texts.put(option.name(), text);
            }
        }
        return texts;
    }

    /** @return null if there is no such property */
    private String text(ConfigurationPropertyName name, Class<?> type) {
        try {
            String text = binder.bind(name, Bindable.of(String.class)).orElse(null);
            if (text == null && (type == List.class || type == Map.class)) {
                text = elements(name);
            }
            if (text == null && type == Map.class) {
                text = entries(name);
            }
            return text != null && type == java.time.Duration.class ? duration(text) : text;
        } catch (BindException | IllegalArgumentException unresolved) { // such as ${…}, which its rule then refuses
            return raw(name);
        }
    }

    private String elements(ConfigurationPropertyName name) {
        List<String> elements = binder.bind(name, Bindable.listOf(String.class)).orElse(null);
        return elements == null ? null : String.join(",", elements);
    }

    private String entries(ConfigurationPropertyName name) {
        Map<String, String> entries =
                binder.bind(name, Bindable.mapOf(String.class, String.class)).orElse(null);
        return entries == null
                ? null
                : entries.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(","));
    }

    /** PT7S as 7000ms. A bare number stays one, and is refused: Boot would take 5 for milliseconds. */
    private static String duration(String text) {
        String trimmed = text.trim();
        return trimmed.isEmpty() || "pP+-".indexOf(trimmed.charAt(0)) < 0
                ? text
                : DurationStyle.ISO8601.parse(trimmed).toMillis() + "ms";
    }

    private String raw(ConfigurationPropertyName name) {
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty property = source.getConfigurationProperty(name);
            if (property != null) {
                return String.valueOf(property.getValue());
            }
        }
        return null;
    }

    /**
     * A sentence for each property that no option has the name of. Not for environment variables: the names of others may
     * begin alike, and their words cannot be told apart.
     */
    List<String> unknown() {
        Set<String> sentences = new LinkedHashSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            Object underlying = source.getUnderlyingSource();
            if (source instanceof IterableConfigurationPropertySource
                    && !(underlying instanceof SystemEnvironmentPropertySource)
                    && !isOfTheEnvironment(underlying)) {
                ((IterableConfigurationPropertySource) source)
                        .stream()
                                .filter(ROOT::isAncestorOf)
                                .filter(name -> !isKnown(name))
                                .forEach(name -> sentences.add(sentence(name, source)));
            }
        }
        return new ArrayList<>(sentences);
    }

    private static boolean isOfTheEnvironment(Object source) {
        return source instanceof PropertySource
                && ((PropertySource<?>) source).getName().equals("systemEnvironment");
    }

    private static boolean isKnown(ConfigurationPropertyName name) {
        String first = name.getElement(1, Form.UNIFORM);
        boolean isAlone = name.getNumberOfElements() == 2;
        if (first.equals(TESTKIT)) {
            return true;
        }
        if (first.equals("enabled") || first.equals("userid")) {
            return isAlone;
        }
        return TrackOptions.all().stream()
                .anyMatch(option -> option.name().equalsIgnoreCase(first)
                        && (isAlone || option.type() == List.class || option.type() == Map.class));
    }

    private static String sentence(ConfigurationPropertyName name, ConfigurationPropertySource source) {
        ConfigurationProperty property = source.getConfigurationProperty(name);
        Origin origin = property == null ? null : property.getOrigin();
        List<String> names = TrackOptions.all().stream().map(Option::kebabName).collect(Collectors.toList());
        names.add("enabled");
        names.add("user-id");
        String written = name.getElement(1, Form.DASHED);
        return "there is no property " + name + (origin == null ? "" : " at " + origin) + ". Did you mean " + PREFIX
                + Spelling.nearest(written, names) + "?";
    }
}
