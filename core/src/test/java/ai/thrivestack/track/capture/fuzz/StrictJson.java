// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * Reads one JSON text as strictly as RFC 8259 allows, and a little more so: no byte that is not UTF-8, no name twice in
 * an object, no lone surrogate even if it is escaped. Numbers stay as they are written.
 */
public final class StrictJson {
    /** A number as the JSON has it. */
    static final class Numeral {
        final String text;

        Numeral(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final JsonReader reader;

    private StrictJson(String json) {
        reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
    }

    /** @return maps, lists, strings, {@link Numeral}s, booleans and nulls */
    public static Object read(byte[] json) throws IOException {
        require(json.length > 0 && json[0] == '{', "does not begin with a brace"); // nor with a byte order mark
        StrictJson strict = new StrictJson(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(json))
                .toString());
        Object value = strict.value();
        require(strict.reader.peek() == JsonToken.END_DOCUMENT, "goes on after its end");
        return value;
    }

    private Object value() throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT:
                return object();
            case BEGIN_ARRAY:
                return array();
            case STRING:
                return wellFormed(reader.nextString());
            case NUMBER:
                return new Numeral(reader.nextString());
            case BOOLEAN:
                return reader.nextBoolean();
            default:
                reader.nextNull();
                return null;
        }
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = wellFormed(reader.nextName());
            require(!entries.containsKey(name), "has twice the name " + name);
            entries.put(name, value());
        }
        reader.endObject();
        return entries;
    }

    private List<Object> array() throws IOException {
        List<Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(value());
        }
        reader.endArray();
        return elements;
    }

    private static String wellFormed(String text) {
        require(text.equals(Texts.arriving(text)), "has a lone surrogate in " + text);
        return text;
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new AssertionError("the JSON " + fault);
        }
    }
}
