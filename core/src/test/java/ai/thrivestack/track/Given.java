// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a test starts from. */
public final class Given {
    private Given() {}

    /** Options without a problem. @param namesAndValues name, value, name, value … */
    public static TrackOptions options(String... namesAndValues) {
        TrackOptions options = read(texts(namesAndValues));
        assertEquals(Collections.emptyList(), options.problems());
        return options;
    }

    /** With a token in the environment. */
    public static TrackOptions read(Map<String, String> texts) {
        return TrackOptions.of(texts, variable -> "token-of-the-environment");
    }

    /** With nothing in the environment. */
    public static TrackOptions alone(Map<String, String> texts) {
        return TrackOptions.of(texts, variable -> null);
    }

    /** None given, with one variable in the environment. */
    public static TrackOptions environment(String variable, String value) {
        return TrackOptions.of(texts(), texts(variable, value)::get);
    }

    /** @param namesAndValues name, value, name, value … */
    public static Map<String, String> texts(String... namesAndValues) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            texts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return texts;
    }
}
