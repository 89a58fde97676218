// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/**
 * The sample configurations of {@code docs/kafka.md}, which are what all here runs with. A sample is the block of code
 * behind a comment {@code <!-- sample: NAME -->}. Immutable.
 */
record Page(String text) {

    static Page kafka() {
        try {
            return new Page(Files.readString(Directories.project().resolve("docs/kafka.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link IllegalStateException} if there is no such sample. */
    String sample(String name) {
        Matcher sample = Pattern.compile(
                        "<!-- sample: " + Pattern.quote(name) + " -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL)
                .matcher(text);
        if (!sample.find()) {
            throw new IllegalStateException("docs/kafka.md has no sample " + name);
        }
        return sample.group(1);
    }

    Map<String, String> properties(String name) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(sample(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** Of an object whose values are strings. */
    Map<String, String> json(String name) {
        Map<String, String> values = new TreeMap<>();
        new Gson()
                .fromJson(sample(name), JsonObject.class)
                .entrySet()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().getAsString()));
        return values;
    }
}
