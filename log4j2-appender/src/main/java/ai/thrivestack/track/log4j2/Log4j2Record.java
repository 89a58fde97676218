// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Arrays;
import java.util.Map;

import ai.thrivestack.track.TrackRecord;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessage;

/** A Log4j2 event as core reads it. */
final class Log4j2Record implements TrackRecord {
    private final LogEvent event;
    private final String marker;
    private final String template;
    private final Object[] arguments;
    private final Throwable thrown;

    Log4j2Record(LogEvent event, String marker) {
        this.event = event;
        this.marker = marker;
        Message message = event.getMessage();
        boolean templated = message instanceof ParameterizedMessage || message instanceof ReusableMessage;
        if (templated && message.getFormat() != null) {
            template = message.getFormat();
            Object[] parameters = message.getParameters();
            Throwable trailing = trailing(parameters);
            thrown = event.getThrown() == null ? trailing : event.getThrown();
            arguments = trailing == null || trailing != thrown
                    ? parameters
                    : Arrays.copyOf(parameters, parameters.length - 1);
        } else {
            template = message.getFormattedMessage(); // printf and its like have no places that we could read
            arguments = null;
            thrown = event.getThrown();
        }
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
    public String eventMarker() {
        String name = event.getMarker().getName();
        return name.equals(marker) ? null : name;
    }

    @Override
    public String template() {
        return template;
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
        return event.getContextData().toMap();
    }
}
