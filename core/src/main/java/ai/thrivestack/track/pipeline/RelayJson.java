// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Json;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Makes the bytes of an event from a value of a source, and finds the values that cannot be one. */
public final class RelayJson {
    private RelayJson() {}

    /**
     * The UTF-8 of one JSON object.
     *
     * @param value its bytes, which are not copied, or its text, or the maps, lists, texts, numbers and booleans of which it
     *     consists
     * @throws IllegalArgumentException if the value is something else, or too large for a request; the message says what it is
     */
    public static byte[] of(Object value) {
        byte[] json = value instanceof byte[]
                ? (byte[]) value
                : value instanceof String
                        ? ((String) value).getBytes(StandardCharsets.UTF_8)
                        : value instanceof Map ? written((Map<?, ?>) value) : notJson(value);
        if (json.length > ApiLimits.MAX_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "it has " + json.length + " bytes, and a request holds " + ApiLimits.MAX_EVENT_BYTES + " at most");
        }
        requireObject(json);
        return json;
    }

    private static byte[] notJson(Object value) {
        throw new IllegalArgumentException(
                value == null
                        ? "it is null"
                        : "it is neither bytes nor text nor a map: "
                                + value.getClass().getName());
    }

    /** One bad event would make the API refuse all others of its request. */
    private static void requireObject(byte[] json) {
        for (byte each : json) {
            if (each == 0) { // Jackson would read UTF-16, and the request is UTF-8
                throw new IllegalArgumentException("it is no JSON in UTF-8: it holds a zero byte");
            }
        }
        if (json.length > 0 && json[0] == (byte) 0xEF) {
            throw new IllegalArgumentException("it begins with a byte order mark");
        }
        try (JsonParser parser = Json.FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            parser.skipChildren();
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("it is more, or less, than one JSON object");
            }
        } catch (IOException garbage) {
            throw new IllegalArgumentException("it is no JSON"); // Jackson's message would quote the event
        }
    }

    private static byte[] written(Map<?, ?> object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(bytes)) {
            write(object, generator);
        } catch (IOException | StackOverflowError garbage) {
            throw new IllegalArgumentException("it cannot be written as JSON");
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable) {
            generator.writeStartArray();
            for (Object each : (Iterable<?>) value) {
                write(each, generator);
            }
            generator.writeEndArray();
        } else if (value == null) {
            generator.writeNull();
        } else if (value instanceof Boolean) {
            generator.writeBoolean((Boolean) value);
        } else if (value instanceof Number) {
            generator.writeNumber(value.toString());
        } else if (value instanceof String) {
            generator.writeString((String) value);
        } else {
            throw new IllegalArgumentException("it holds a " + value.getClass().getName());
        }
    }
}
