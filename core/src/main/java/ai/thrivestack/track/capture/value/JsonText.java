// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * JSON that others have written, read into maps, lists and single values, which {@link ValueWriter} writes by its own
 * rules. Not deeper, and not more of it, than that writes. One text each; not thread-safe.
 */
public final class JsonText {
    private final JsonParser parser;
    private int elements;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws IOException if it is no JSON */
    public static Object read(String text) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            return new JsonText(parser).all();
        }
    }

    /** @throws IOException if it is no JSON in UTF-8 */
    static Object read(byte[] utf8, int length) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(utf8, 0, length)) {
            return new JsonText(parser).all();
        }
    }

    private Object all() throws IOException {
        if (parser.nextToken() == null) {
            throw new IOException("empty");
        }
        Object value = value(0);
        if (!isEnough() && parser.nextToken() != null) {
            throw new IOException("something follows");
        }
        return value;
    }

    /** The one more shows that there were too many. */
    private boolean isEnough() {
        return elements > ValueLimits.MAX_ELEMENTS;
    }

    private Object value(int depth) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return depth > ValueLimits.MAX_DEPTH ? skipped() : object(depth);
            case START_ARRAY:
                return depth > ValueLimits.MAX_DEPTH ? skipped() : array(depth);
            case VALUE_NUMBER_INT:
                return parser.getNumberValue();
            case VALUE_NUMBER_FLOAT:
                return decimal(parser.getText());
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NULL:
                return null;
            default:
                return parser.getText();
        }
    }

    /** Jackson reads a long one with FastDoubleParser, which is large and not in our jar. */
    private static BigDecimal decimal(String number) throws IOException {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException exponentTooLarge) {
            throw new IOException("a number that is none", exponentTooLarge);
        }
    }

    private Object skipped() throws IOException {
        parser.skipChildren();
        return ValueLimits.TOO_DEEP;
    }

    private Map<String, Object> object(int depth) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (!isEnough() && parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            elements++;
            object.putIfAbsent(name, value(depth + 1));
        }
        return object;
    }

    private List<Object> array(int depth) throws IOException {
        List<Object> array = new ArrayList<>();
        while (!isEnough() && parser.nextToken() != JsonToken.END_ARRAY) {
            elements++;
            array.add(value(depth + 1));
        }
        return array;
    }
}
