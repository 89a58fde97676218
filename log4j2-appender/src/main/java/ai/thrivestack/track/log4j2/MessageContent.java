// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Map;
import java.util.function.BiConsumer;

import org.apache.logging.log4j.message.FormattedMessage;
import org.apache.logging.log4j.message.LocalizedMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFormatMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;

/** What one of Log4j2's many messages says: a template with parameters, or entries. Immutable. */
final class MessageContent {
    private static final Object[] NONE = {};

    private final String name;
    private final String template;
    private final Object[] parameters;
    /** Null if it is none. */
    private final MapMessage<?, ?> map;

    private MessageContent(String name, String template, Object[] parameters, MapMessage<?, ?> map) {
        this.name = name;
        this.template = template;
        this.parameters = parameters;
        this.map = map;
    }

    static MessageContent of(Message message) {
        if (message instanceof StructuredDataMessage) {
            StructuredDataMessage structured = (StructuredDataMessage) message;
            String id = structured.getId() == null ? null : structured.getId().getName();
            return new MessageContent(id, structured.getFormat(), NONE, structured);
        }
        if (message instanceof MapMessage) {
            return new MessageContent(null, "", NONE, (MapMessage<?, ?>) message);
        }
        Object[] parameters = message.getParameters() == null ? NONE : message.getParameters();
        if (isObject(message) && parameters.length == 1 && parameters[0] instanceof Map) {
            return new MessageContent(null, "", parameters, null);
        }
        // a text that is logged as an object is its own format and its own parameter
        boolean textAlone = parameters.length == 1
                && message.getFormat() != null
                && message.getFormat().equals(parameters[0]);
        return textAlone || isFormattedOtherwise(message) || message.getFormat() == null
                ? new MessageContent(null, message.getFormattedMessage(), NONE, null)
                : new MessageContent(null, message.getFormat(), parameters, null);
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

    /** Null if the message has none of its own. */
    String name() {
        return name;
    }

    String template() {
        return template;
    }

    Object[] parameters() {
        return parameters;
    }

    void entries(BiConsumer<String, Object> taker) {
        if (map != null) {
            map.forEach(taker::accept);
        }
    }
}
