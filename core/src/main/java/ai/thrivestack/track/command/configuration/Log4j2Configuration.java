// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads Log4j2's configuration, in any of its formats: our appenders and the properties. Not thread-safe. */
final class Log4j2Configuration {
    private static final String PLUGIN = "Track";
    /** Attributes of every appender, which are no options of ours. */
    private static final List<String> OF_ALL = Arrays.asList("name", "type", "ignoreexceptions");

    private final Configuration found;
    private final Surroundings surroundings;
    private final Map<String, String> properties = new HashMap<>();
    private final Set<String> references = new HashSet<>();

    private Log4j2Configuration(Configuration found, Surroundings surroundings) {
        this.found = found;
        this.surroundings = surroundings;
    }

    static void read(Element root, Configuration found, Surroundings surroundings) {
        Log4j2Configuration reader = new Log4j2Configuration(found, surroundings);
        root.walk(reader::property); // Log4j2 reads them first, wherever they stand
        root.walk(reader::reference);
        root.walk(reader::appender);
        for (FoundAppender appender : found.appenders) {
            if (!reader.references.contains(appender.name)) {
                found.warnings.add("no logger has an AppenderRef to " + appender.name + ", so it gets no record");
            }
        }
    }

    private void property(Element element) {
        if (element.is("Property") && element.attribute("name") != null) {
            String value = element.attribute("value");
            properties.put(element.attribute("name"), value == null ? element.text() : value);
        }
    }

    private void reference(Element element) {
        String reference = element.attribute("ref");
        if (reference != null) {
            references.add(replaced(reference));
        }
    }

    private void appender(Element element) {
        String type = element.attribute("type");
        if (!element.is(PLUGIN) && !PLUGIN.equalsIgnoreCase(type)) {
            return;
        }
        String name = element.attribute("name");
        FoundAppender.Builder appender =
                new FoundAppender.Builder(name == null ? "TRACK" : replaced(name), element.line, this::lookup);
        element.attributes.forEach((option, text) -> {
            if (!OF_ALL.contains(option.toLowerCase(Locale.ROOT))) {
                appender.option(option, text);
            }
        });
        for (Element child : element.children) {
            // As Log4j2 does: what is no plugin and has only a text is an attribute. Filters have attributes.
            if (child.children.isEmpty() && child.attributes.isEmpty() && !OF_ALL.contains(child.name)) {
                appender.option(child.name, child.text());
            }
        }
        found.appenders.add(appender.build());
    }

    private Lookup.Value lookup(String name) {
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon).toLowerCase(Locale.ROOT);
        String key = name.substring(colon + 1);
        switch (prefix) {
            case "":
                return property(name);
            case "sys":
                return Lookup.Value.of(surroundings.properties.apply(key));
            case "env":
                return Lookup.Value.of(surroundings.environment.apply(key));
            default:
                return Lookup.Value.KNOWN_LATER;
        }
    }

    private Lookup.Value property(String name) {
        String text = properties.get(name);
        if (text == null && (name.equals("hostName") || name.equals("contextName"))) {
            return Lookup.Value.KNOWN_LATER;
        }
        if (text == null) {
            sayIfSet("env", name, surroundings.environment);
            sayIfSet("sys", name, surroundings.properties);
        }
        return Lookup.Value.of(text);
    }

    /** Logback finds it without a prefix, and people move from one to the other. */
    private void sayIfSet(String prefix, String name, Function<String, String> values) {
        String sentence =
                "Log4j2 looks for ${" + name + "} among its own Properties alone. Write ${" + prefix + ":" + name + "}";
        if (!name.isEmpty() && values.apply(name) != null && !found.warnings.contains(sentence)) {
            found.warnings.add(sentence);
        }
    }

    private String replaced(String text) {
        return new Variables(this::lookup).replace(text);
    }
}
