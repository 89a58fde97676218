// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import ai.thrivestack.track.TrackRecord;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.FormattedMessage;
import org.apache.logging.log4j.message.LocalizedMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFormatMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterConsumer;
import org.apache.logging.log4j.message.ParameterVisitable;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.message.StructuredDataId;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;

/**
 * A Log4j2 event as core reads it, whichever of Log4j2's many messages it has: a template with parameters, or entries.
 * Messages that Log4j2 uses again copy their parameters if they are asked for them, so they are asked to show them.
 */
final class Log4j2Record implements TrackRecord {
    private static final String SLF4J_FLUENT = "org.apache.logging.slf4j.Log4jEventBuilder";

    private static final ParameterConsumer<Log4j2Record> COUNT = (parameter, index, record) -> record.count(parameter);
    private static final ParameterConsumer<Consumer<Object>> TAKE =
            (parameter, index, taker) -> taker.accept(parameter);

    private final LogEvent event;
    private final String marker;
    private final String template;
    private final Throwable thrown;
    /** Null if the message shows them, and no other ones. */
    private final Object[] arguments;

    private int argumentCount;
    private Object lastArgument;

    Log4j2Record(LogEvent event, String marker) {
        this.event = event;
        this.marker = marker;
        Message message = event.getMessage();
        Object[] parameters = message instanceof MapMessage ? null : parameters(message);
        template = template(message);
        Throwable trailing = lastArgument instanceof Throwable ? (Throwable) lastArgument : null;
        thrown = event.getThrown() == null ? trailing : event.getThrown();
        if (trailing != null && trailing == thrown) {
            argumentCount--;
            parameters = parameters == null ? message.getParameters() : parameters;
        }
        arguments = parameters;
    }

    /** Counts them. @return null if there are none, or if the message shows them */
    private Object[] parameters(Message message) {
        if (message instanceof ParameterVisitable) {
            ((ParameterVisitable) message).forEachParameter(COUNT, this);
            return null;
        }
        Object[] parameters = message.getParameters();
        for (int i = 0; parameters != null && i < parameters.length; i++) {
            count(parameters[i]);
        }
        return parameters;
    }

    private void count(Object parameter) {
        argumentCount++;
        lastArgument = parameter;
    }

    private String template(Message message) {
        if (message instanceof MapMessage) {
            return message instanceof StructuredDataMessage ? message.getFormat() : "";
        }
        String format = message.getFormat();
        Object only = argumentCount == 1 ? lastArgument : null;
        if (only instanceof Map && isObject(message)) {
            return "";
        }
        // a text that is logged as an object is its own format and its own parameter
        if (format == null || format.equals(only) || isFormattedOtherwise(message)) {
            argumentCount = 0;
            lastArgument = null;
            return message.getFormattedMessage();
        }
        return format;
    }

    /** The reusable one shows itself by having no format. */
    private static boolean isObject(Message message) {
        return message instanceof ObjectMessage || message.getFormat() == null;
    }

    /** printf and its like: their places are not {@code {}}, so all that they say is their text. */
    private static boolean isFormattedOtherwise(Message message) {
        return message instanceof StringFormattedMessage
                || message instanceof MessageFormatMessage
                || message instanceof LocalizedMessage
                || message instanceof FormattedMessage
                || message instanceof ObjectMessage;
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
        if (event.getMessage() instanceof MapMessage) {
            ((MapMessage<?, ?>) event.getMessage()).forEach(taker::accept);
        }
    }

    @Override
    public String messageName() {
        if (event.getMessage() instanceof StructuredDataMessage) {
            StructuredDataId id = ((StructuredDataMessage) event.getMessage()).getId();
            return id == null ? null : id.getName();
        }
        return null;
    }

    @Override
    public boolean hidesKeyValues() {
        return SLF4J_FLUENT.equals(event.getLoggerFqcn());
    }

    @Override
    public String template() {
        return template;
    }

    /** Logback takes a throwable that ends the arguments for the record's own, even one that has a placeholder. */
    @Override
    public void arguments(Consumer<Object> taker) {
        if (arguments == null && argumentCount > 0) {
            ((ParameterVisitable) event.getMessage()).forEachParameter(TAKE, taker);
        } else {
            for (int i = 0; i < argumentCount; i++) {
                taker.accept(arguments[i]);
            }
        }
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
