// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;

/** Log4j2's properties: {@code appender.<id>.type=Track}. The parts of a key are elements, the last is an attribute. */
final class PropertiesFormat {
    private static final String PROPERTY = "property.";

    private PropertiesFormat() {}

    static Element read(Path file) throws IOException, UnreadableException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableException("it has a \\u escape without four digits");
        }
        Element root = new Element("Configuration", 0);
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(key);
            if (key.startsWith(PROPERTY)) {
                Element property = new Element("Property", 0);
                property.attributes.put("name", key.substring(PROPERTY.length()));
                property.attributes.put("value", value);
                root.children.add(property);
            } else {
                add(root, key, value);
            }
        }
        return root;
    }

    private static void add(Element root, String key, String value) {
        String[] parts = key.split("\\.", -1);
        Element element = root;
        for (int i = 0; i < parts.length - 1; i++) {
            element = child(element, "." + parts[i]); // an id, which is no plugin's name
        }
        element.attributes.put(parts[parts.length - 1], value.trim());
        if (isLogger(key)) {
            references(root, value);
        }
    }

    /** A short form of Log4j2 2.17.2 and later: {@code rootLogger=INFO, console, TRACK}. */
    private static boolean isLogger(String key) {
        return key.equals("rootLogger") || key.matches("logger\\.[^.]+");
    }

    private static void references(Element root, String value) {
        for (String name : value.split(",")) {
            Element reference = new Element("AppenderRef", 0);
            reference.attributes.put("ref", name.trim());
            root.children.add(reference);
        }
    }

    private static Element child(Element parent, String name) {
        for (Element child : parent.children) {
            if (child.name.equals(name)) {
                return child;
            }
        }
        Element child = new Element(name, 0);
        parent.children.add(child);
        return child;
    }
}
