// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import ai.thrivestack.track.TrackRecord;

/** A record whose every part can be set. */
final class FuzzRecord implements TrackRecord {
    long timeMillis = 1_795_000_000_000L;
    final List<String> eventMarkers = new ArrayList<>();
    final List<Object> dataMarkers = new ArrayList<>();
    final Map<String, Object> keyValues = new LinkedHashMap<>();
    /** One of the keys once more, null for none. */
    String repeatedKey;

    Object repeatedValue;
    final Map<String, String> mdc = new LinkedHashMap<>();
    String messageName;
    boolean hidesKeyValues;
    String template;
    Object[] arguments;
    String errorType;
    String errorMessage;

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public List<String> eventMarkers() {
        return eventMarkers;
    }

    @Override
    public List<?> dataMarkers() {
        return dataMarkers;
    }

    @Override
    public void keyValues(BiConsumer<String, Object> taker) {
        keyValues.forEach(taker);
        if (repeatedKey != null) {
            taker.accept(repeatedKey, repeatedValue);
        }
    }

    @Override
    public String messageName() {
        return messageName;
    }

    @Override
    public boolean hidesKeyValues() {
        return hidesKeyValues;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public void arguments(Consumer<Object> taker) {
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            taker.accept(argument);
        }
    }

    @Override
    public String errorType() {
        return errorType;
    }

    @Override
    public String errorMessage() {
        return errorMessage;
    }

    @Override
    public Map<String, String> mdc() {
        return mdc;
    }

    /** As a failure shows it. Calls no argument's code: some throw, some never end. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>();
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            boolean harmless = argument == null || argument.getClass().getName().startsWith("java.lang.");
            shown.add(
                    harmless
                            ? escaped(String.valueOf(argument))
                            : argument.getClass().getName());
        }
        return "template \"" + escaped(String.valueOf(template)) + "\", " + Arrays.toString(shown.toArray())
                + ", key-values " + escaped(keyValues.keySet().toString()) + ", markers "
                + escaped(eventMarkers.toString()) + ", message name " + messageName + ", MDC "
                + escaped(mdc.toString());
    }

    /** What is not ASCII as Java writes it. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 2_000); i++) {
            char c = text.charAt(i);
            escaped.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }
}
