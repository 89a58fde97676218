// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/**
 * Reads a request's JSON array strictly into plain Java values. What breaks a rule but leaves the text readable is
 * added to the faults and reading goes on; a syntax error ends it. For one text and one thread.
 */
final class JsonReader {
    /** No double prints with more than 17 digits, and these need no more bits. */
    private static final int DOUBLE_BITS = 57;
    /** Decimals with no more digits and their doubles are one to one. */
    private static final int DISTINCT_DIGITS = 15;

    /** Arrays and objects within one another, the request's array included. Recursion here goes no deeper. */
    static final int MAX_NESTING = 1_000;

    /** Jackson's limits are off: the size of the body bounds everything but the nesting, which is counted here. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private final CharBuffer text;
    private final JsonParser parser;
    private final Faults faults;
    private int index = -1;
    private int elementStart = -1;

    private JsonReader(CharBuffer text, JsonParser parser, Faults faults) {
        this.text = text;
        this.parser = parser;
        this.faults = faults;
    }

    /** The elements of the array, or nothing where the text is not JSON or not an array; the faults say which. */
    static Optional<List<JsonElement>> read(CharBuffer text, Faults faults) {
        try (JsonParser parser =
                FACTORY.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
            return new JsonReader(text, parser, faults).document();
        } catch (JsonProcessingException e) {
            String message = "The body cannot be read as JSON" + place(e) + ": " + Excerpt.of(e.getOriginalMessage());
            faults.add(rule(e), message, place(e.getLocation()));
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    /** In keys, and there only, Jackson looks for lone surrogates itself; they are no fault of the syntax. */
    private static Rule rule(JsonProcessingException e) {
        boolean surrogate = e.getOriginalMessage().matches("(?s).*surrogate (pair )?in field name.*");
        return surrogate ? Rule.LONE_SURROGATE : Rule.JSON;
    }

    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The character that Jackson complains of, or the end of the text. */
    private static Place place(JsonLocation location) {
        return location == null || location.getCharOffset() < 0 ? Place.NONE : Place.at((int) location.getCharOffset());
    }

    /** Where each key of an object that has been read before starts, and where its value. */
    static Map<String, int[]> fieldOffsets(String json) {
        Map<String, int[]> offsets = new HashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int key = (int) parser.currentTokenLocation().getCharOffset();
                String name = parser.currentName();
                parser.nextToken();
                offsets.putIfAbsent(
                        name,
                        new int[] {key, (int) parser.currentTokenLocation().getCharOffset()});
                parser.skipChildren();
            }
            return offsets;
        } catch (IOException e) {
            throw new IllegalStateException("an event became unreadable", e);
        }
    }

    /** The fields of an event that has been read and found faultless before. */
    static Map<String, Object> fields(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return new JsonReader(CharBuffer.wrap(json), parser, new Faults()).object(2);
        } catch (IOException e) {
            throw new IllegalStateException("an event became unreadable", e);
        }
    }

    private Optional<List<JsonElement>> document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            faults.add(Rule.JSON, "The body is empty.");
            return Optional.empty();
        }
        int start = tokenStart();
        List<JsonElement> elements = null;
        if (first == JsonToken.START_ARRAY) {
            elements = elements();
        } else {
            value(1);
        }
        if (parser.nextToken() != null) {
            faults.add(Rule.JSON, "The body has more after the end of its JSON value.", Place.at(tokenStart()));
            return Optional.empty();
        }
        if (elements == null) {
            faults.add(Rule.ARRAY, "The body is not a JSON array of events.", Place.at(start));
        }
        return Optional.ofNullable(elements);
    }

    private List<JsonElement> elements() throws IOException {
        List<JsonElement> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            index++;
            elementStart = tokenStart();
            boolean object = parser.hasToken(JsonToken.START_OBJECT);
            Object value = value(2);
            int end = (int) parser.currentLocation().getCharOffset();
            String json = object ? text.subSequence(elementStart, end).toString() : null;
            elements.add(new JsonElement(value, json, elementStart));
        }
        return elements;
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private Object value(int nesting) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
            case START_ARRAY:
                return container(nesting);
            case VALUE_STRING:
                return paired(parser.getText());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number();
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            default:
                return null;
        }
    }

    private Object container(int nesting) throws IOException {
        if (nesting > MAX_NESTING) {
            fault(Rule.NESTING, "Arrays and objects are nested deeper than " + MAX_NESTING + ".");
            parser.skipChildren();
            return null;
        }
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            return object(nesting);
        }
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(nesting + 1));
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, Object> object(int nesting) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            boolean duplicate = map.containsKey(key);
            if (duplicate) {
                fault(Rule.DUPLICATE_KEY, "The key \"" + Excerpt.of(key) + "\" occurs twice in one object.");
            }
            parser.nextToken();
            Object value = value(nesting + 1);
            if (!duplicate) {
                map.put(key, value);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private Number number() throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return parser.getNumberValue();
        }
        try {
            return narrowest(NumberInput.parseBigDecimal(parser.getText(), true));
        } catch (NumberFormatException tooLarge) {
            fault(Rule.NUMBER_RANGE, "The exponent of " + Excerpt.of(parser.getText()) + " is out of range.");
            return null;
        }
    }

    /** A double if it prints as this very decimal. Java before 19 prints some doubles with too many digits. */
    private static Number narrowest(BigDecimal decimal) {
        if (decimal.unscaledValue().bitLength() > DOUBLE_BITS) {
            return decimal;
        }
        double nearest = decimal.doubleValue();
        boolean isOneToOne = decimal.precision() <= DISTINCT_DIGITS && Math.abs(nearest) >= Double.MIN_NORMAL;
        boolean isSame = !Double.isInfinite(nearest)
                && (isOneToOne || new BigDecimal(Double.toString(nearest)).compareTo(decimal) == 0);
        return isSame ? (Number) nearest : decimal;
    }

    private String paired(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < string.length()
                        && Character.isLowSurrogate(string.charAt(i + 1))) {
                    i++;
                } else {
                    fault(Rule.LONE_SURROGATE, String.format("A string holds the lone surrogate \\u%04x.", (int) c));
                    return string;
                }
            }
        }
        return string;
    }

    private void fault(Rule rule, String message) {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        faults.add(rule, index, pointer, message, Place.in(elementStart, tokenStart()));
    }
}
