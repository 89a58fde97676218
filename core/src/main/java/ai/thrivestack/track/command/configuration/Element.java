// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An element of a configuration, whatever its format. Both frameworks ignore the case of names. */
final class Element {
    final String name;
    /** Where it begins; 0 if unknown. */
    final int line;

    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<Element> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Element(String name, int line) {
        this.name = name;
        this.line = line;
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Null if there is none. */
    String attribute(String wanted) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(wanted)) {
                return attribute.getValue();
            }
        }
        return null;
    }

    String text() {
        return text.toString().trim();
    }

    /** Visits this element and all below it, in the order of the file. */
    void walk(Consumer<Element> visitor) {
        visitor.accept(this);
        children.forEach(child -> child.walk(visitor));
    }

    boolean hasChild(String... names) {
        for (Element child : children) {
            for (String wanted : names) {
                if (child.is(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
