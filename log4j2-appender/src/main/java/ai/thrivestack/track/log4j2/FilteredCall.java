// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.function.Consumer;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.apache.logging.log4j.util.MessageSupplier;
import org.apache.logging.log4j.util.Supplier;

/** A log call as Log4j2 asks a filter about it: there is neither an event yet nor, as a rule, a message. Immutable. */
final class FilteredCall {
    final Logger logger;
    final Level level;
    final Marker marker;
    /** A text, a message, a supplier or any object; null if the call only asks whether the level is on. */
    private final Object message;
    /** Null unless the message is a text that was given with parameters, be they none. */
    private final Object[] parameters;

    private final Throwable thrown;

    FilteredCall(Logger logger, Level level, Marker marker, Object message, Object[] parameters, Throwable thrown) {
        this.logger = logger;
        this.level = level;
        this.marker = marker;
        this.message = message;
        this.parameters = parameters;
        this.thrown = thrown;
    }

    boolean isLoggedInVain() {
        return level != null && logger.getLevel().intLevel() < level.intLevel() && isLogged();
    }

    /**
     * False for questions such as isInfoEnabled(), and for suppliers, which are there so as not to be called when the
     * level is off. Those of parameters are not shown to a filter at all: the places of the text seem to stay empty.
     */
    private boolean isLogged() {
        if (parameters != null && parameters.length == 0) {
            return message != null && !((String) message).contains("{}");
        }
        return message != null && !(message instanceof Supplier) && !(message instanceof MessageSupplier);
    }

    Filter.Result ask(Filter filter) {
        if (parameters != null) {
            return filter.filter(logger, level, marker, (String) message, parameters);
        }
        return message instanceof Message
                ? filter.filter(logger, level, marker, (Message) message, thrown)
                : filter.filter(logger, level, marker, message, thrown);
    }

    /** The event is good for the time of this use: its message may be one that Log4j2 uses again. */
    void withEvent(Configuration configuration, Consumer<LogEvent> use) {
        Message made = message instanceof Message ? (Message) message : newMessage();
        try {
            use.accept(new Log4jLogEvent(
                    logger.getName(),
                    marker,
                    AbstractLogger.class.getName(), // the caller is behind it, whichever way the call went
                    level,
                    made,
                    properties(configuration),
                    thrown == null ? made.getThrowable() : thrown));
        } finally {
            if (made != message) {
                ReusableMessageFactory.release(made);
            }
        }
    }

    /** As the logger would make it. */
    private Message newMessage() {
        MessageFactory messages = logger.getMessageFactory();
        if (parameters != null) {
            return isPrintf()
                    ? new StringFormattedMessage((String) message, parameters)
                    : messages.newMessage((String) message, parameters);
        }
        return message instanceof CharSequence ? messages.newMessage(message.toString()) : messages.newMessage(message);
    }

    /** A filter is not told whether it is {@code printf} or {@code info} that was called. */
    private boolean isPrintf() {
        String text = (String) message;
        if (parameters.length == 0 || text.indexOf('%') < 0 || text.contains("{}")) {
            return false;
        }
        try {
            return !String.format(text, parameters).equals(text);
        } catch (IllegalFormatException percentSign) {
            return false;
        }
    }

    /** What the configuration of the logger adds to the context data. */
    private List<Property> properties(Configuration configuration) {
        List<Property> configured =
                configuration.getLoggerConfig(logger.getName()).getPropertyList();
        if (configured == null) {
            return null;
        }
        List<Property> evaluated = new ArrayList<>();
        for (Property property : configured) {
            evaluated.add(
                    Property.createProperty(property.getName(), property.evaluate(configuration.getStrSubstitutor())));
        }
        return evaluated;
    }
}
