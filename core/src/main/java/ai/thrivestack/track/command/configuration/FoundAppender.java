// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of our appenders as a configuration states it. Immutable. */
public final class FoundAppender {
    public final String name;
    /** Where it begins in its file; 0 if unknown. */
    public final int line;
    /** Text by option, with variables replaced; what is not set stays as it is written. */
    public final Map<String, String> options;
    /** A sentence for each variable that is not set. */
    public final Map<String, String> unset;
    /** The options whose value only the application knows, and the variable that says so. */
    public final Map<String, String> knownLater;

    private FoundAppender(Builder builder) {
        name = builder.name;
        line = builder.line;
        options = Collections.unmodifiableMap(builder.options);
        unset = Collections.unmodifiableMap(builder.unset);
        knownLater = Collections.unmodifiableMap(builder.knownLater);
    }

    /** Collects what a configuration says. */
    static final class Builder {
        private final String name;
        private final int line;
        private final Lookup lookup;
        private final Map<String, String> options = new LinkedHashMap<>();
        private final Map<String, String> unset = new LinkedHashMap<>();
        private final Map<String, String> knownLater = new LinkedHashMap<>();

        Builder(String name, int line, Lookup lookup) {
            this.name = name;
            this.line = line;
            this.lookup = lookup;
        }

        void option(String option, String text) {
            Variables variables = new Variables(lookup);
            String replaced = variables.replace(text);
            variables.unset().forEach(variable -> unset.put(variable, option));
            List<String> later = new ArrayList<>(variables.knownLater());
            if (later.isEmpty()) {
                options.put(option, replaced);
            } else {
                knownLater.put(option, later.get(0));
            }
        }

        FoundAppender build() {
            return new FoundAppender(this);
        }
    }
}
