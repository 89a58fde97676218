// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Reads Logback's configuration: our appenders, the properties before them, and included files. Of a condition, both
 * branches count. Not thread-safe.
 */
final class LogbackConfiguration {
    private static final String APPENDER = "ai.thrivestack.track.logback.TrackAppender";
    private static final String SIMPLE_NAME = "TrackAppender";
    private static final int MOST_INCLUDED = 20;

    private final Configuration found;
    private final Surroundings surroundings;
    private final Map<String, String> properties = new HashMap<>();
    /** Their values are made by code of the application. */
    private final Set<String> knownLater = new HashSet<>();
    /** Properties come from the class path, so any may be set there. */
    private boolean isOpen;

    private final Set<String> imports = new HashSet<>();
    private final Set<String> references = new HashSet<>();
    private int included;

    private LogbackConfiguration(Configuration found, Surroundings surroundings) {
        this.found = found;
        this.surroundings = surroundings;
        knownLater.add("HOSTNAME");
        knownLater.add("CONTEXT_NAME");
    }

    static void read(Element root, Configuration found, Surroundings surroundings) {
        LogbackConfiguration reader = new LogbackConfiguration(found, surroundings);
        reader.read(root);
        for (FoundAppender appender : found.appenders) {
            if (!reader.references.contains(appender.name)) {
                found.warnings.add("no logger has an appender-ref to " + appender.name + ", so it gets no record");
            }
        }
    }

    private void read(Element element) {
        if (element.is("appender")) {
            appender(element);
        } else if (element.is("property") || element.is("variable") || element.is("substitutionProperty")) {
            property(element);
        } else if (element.is("define") || element.is("springProperty") || element.is("insertFromJNDI")) {
            later(element.attribute("name"));
            later(element.attribute("as"));
        } else if (element.is("import")) {
            imports.add(String.valueOf(element.attribute("class")));
        } else if (element.is("appender-ref")) {
            references.add(replaced(String.valueOf(element.attribute("ref"))));
        } else if (element.is("include")) {
            include(element);
        }
        if (!isOurs(element)) {
            element.children.forEach(this::read);
        }
    }

    private void later(String name) {
        if (name != null) {
            knownLater.add(name);
        }
    }

    private boolean isOurs(Element element) {
        String type = String.valueOf(element.attribute("class"));
        return element.is("appender")
                && (type.equals(APPENDER) || type.equals(SIMPLE_NAME) && imports.contains(APPENDER));
    }

    private void appender(Element element) {
        if (!isOurs(element)) {
            String type = String.valueOf(element.attribute("class"));
            if (type.toLowerCase(Locale.ROOT).contains("thrivestack")) {
                found.mistakes.add("there is no appender class " + type + ". Write " + APPENDER);
            }
            return;
        }
        FoundAppender.Builder appender = new FoundAppender.Builder(
                replaced(String.valueOf(element.attribute("name"))), element.line, this::lookup);
        options(element, appender);
        found.appenders.add(appender.build());
    }

    private void options(Element element, FoundAppender.Builder appender) {
        for (Element child : element.children) {
            if (child.is("if") || child.is("then") || child.is("else")) {
                options(child, appender);
            } else if (!child.is("filter") && !child.is("name")) {
                appender.option(child.name, child.text());
            }
        }
    }

    private Lookup.Value lookup(String name) {
        String text = properties.get(name);
        text = text != null ? text : surroundings.properties.apply(name);
        text = text != null ? text : surroundings.environment.apply(name);
        return text == null && (isOpen || knownLater.contains(name)) ? Lookup.Value.KNOWN_LATER : Lookup.Value.of(text);
    }

    private String replaced(String text) {
        return new Variables(this::lookup).replace(text);
    }

    private void property(Element element) {
        String name = element.attribute("name");
        String value = element.attribute("value");
        if (name != null) {
            properties.put(name, value == null ? element.text() : value);
        } else if (element.attribute("file") != null) {
            propertiesOf(replaced(element.attribute("file")));
        } else if (element.attribute("resource") != null) {
            isOpen = true;
            found.warnings.add("the properties of " + element.attribute("resource")
                    + " are on the application's class path and were not read");
        }
    }

    private void propertiesOf(String file) {
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(Paths.get(file))) {
            read.load(in);
            read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        } catch (IOException | IllegalArgumentException missing) {
            isOpen = true;
            found.warnings.add("the properties of " + file + " cannot be read here");
        }
    }

    private void include(Element element) {
        String name = element.attribute("file");
        if (name == null) {
            found.warnings.add("what is included from "
                    + (element.attribute("resource") != null ? element.attribute("resource") : element.attribute("url"))
                    + " was not read");
            return;
        }
        Path file = Paths.get(replaced(name));
        if (++included > MOST_INCLUDED) {
            return;
        }
        try {
            XmlFormat.read(file).children.forEach(this::read);
        } catch (IOException | UnreadableException wrong) {
            boolean optional = "true".equalsIgnoreCase(element.attribute("optional"));
            if (!optional || Files.exists(file)) {
                found.warnings.add("what is included from " + file + " cannot be read here");
            }
        }
    }
}
