// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** A configuration of Logback (XML) or Log4j2 (XML, JSON, YAML, properties), told apart by name and content. */
public final class ConfigurationFile {
    private ConfigurationFile() {}

    /** @throws UnreadableException if the file breaks its format, or uses a part of it that is not read here */
    public static Configuration read(Path file, Surroundings surroundings) throws IOException, UnreadableException {
        Configuration found = new Configuration();
        Element root = root(file);
        if (root.hasChild("Appenders", "Loggers", "Properties") || isOfLog4j2(file)) {
            Log4j2Configuration.read(root, found, surroundings);
        } else {
            LogbackConfiguration.read(root, found, surroundings);
        }
        return found;
    }

    private static boolean isOfLog4j2(Path file) {
        return !suffix(file).equals("xml");
    }

    private static String suffix(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Element root(Path file) throws IOException, UnreadableException {
        switch (suffix(file)) {
            case "xml":
                return XmlFormat.read(file);
            case "properties":
                return PropertiesFormat.read(file);
            case "json":
            case "jsn":
                return JsonFormat.read(file);
            case "yaml":
            case "yml":
                return YamlFormat.read(file);
            default:
                throw new UnreadableException(
                        "its name tells no format that is read here: .xml, .properties, .json, .jsn, .yaml, .yml");
        }
    }
}
