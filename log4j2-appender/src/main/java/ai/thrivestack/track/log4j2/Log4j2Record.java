// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import ai.thrivestack.track.TrackRecord;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.util.ReadOnlyStringMap;

/** A Log4j2 event as core reads it. */
final class Log4j2Record implements TrackRecord {
    private static final String SLF4J_FLUENT = "org.apache.logging.slf4j.Log4jEventBuilder";

    private final LogEvent event;
    private final String marker;
    private final MessageContent message;
    private final Object[] arguments;
    private final Throwable thrown;

    Log4j2Record(LogEvent event, String marker) {
        this.event = event;
        this.marker = marker;
        this.message = MessageContent.of(event.getMessage());
        Object[] parameters = message.parameters();
        Throwable trailing = trailing(parameters);
        thrown = event.getThrown() == null ? trailing : event.getThrown();
        arguments =
                trailing == null || trailing != thrown ? parameters : Arrays.copyOf(parameters, parameters.length - 1);
    }

    /** Logback takes a throwable that ends the arguments for the record's own, even one that has a placeholder. */
    private static Throwable trailing(Object[] parameters) {
        Object last = parameters == null || parameters.length == 0 ? null : parameters[parameters.length - 1];
        return last instanceof Throwable ? (Throwable) last : null;
    }

    @Override
    public long timeMillis() {
        return event.getTimeMillis();
    }

    @Override
    public List<String> eventMarkers() {
        Marker outer = event.getMarker();
        if (outer.getName().equals(marker)) {
            return Collections.emptyList();
        }
        List<String> names = new ArrayList<>();
        addNames(outer, names);
        return names;
    }

    private void addNames(Marker outer, List<String> names) {
        if (outer.isInstanceOf(marker) && !outer.getName().equals(marker) && !names.contains(outer.getName())) {
            names.add(outer.getName());
            if (outer.hasParents()) {
                for (Marker parent : outer.getParents()) {
                    addNames(parent, names);
                }
            }
        }
    }

    @Override
    public void keyValues(BiConsumer<String, Object> taker) {
        message.entries(taker);
    }

    @Override
    public String messageName() {
        return message.name();
    }

    @Override
    public boolean hidesKeyValues() {
        return SLF4J_FLUENT.equals(event.getLoggerFqcn());
    }

    @Override
    public String template() {
        return message.template();
    }

    @Override
    public Object[] arguments() {
        return arguments;
    }

    @Override
    public String errorType() {
        return thrown == null ? null : thrown.getClass().getName();
    }

    @Override
    public String errorMessage() {
        return thrown == null ? null : thrown.getMessage();
    }

    @Override
    public Map<String, String> mdc() {
        ReadOnlyStringMap data = event.getContextData();
        return data.isEmpty() ? Collections.emptyMap() : new ContextData(data);
    }
}
