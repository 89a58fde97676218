// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;

/**
 * What is sent of an object that is no single value: its text, as the log line shows it, unless it declares itself data.
 * A log call must never do more to the application than the line would: no getter, no query, no read of a stream. {@link
 * Kinds} says what an object is. Thread-safe.
 */
public final class ObjectValues {
    private final ObjectText texts;
    private final ApplicationJackson jackson;
    private final boolean json;

    public ObjectValues(ObjectHints hints, TrackOptions options) {
        texts = new ObjectText(hints);
        jackson = new ApplicationJackson(hints);
        json = options.get(TrackOptions.OBJECTS).equals("json");
    }

    /**
     * A text, a single value or null; or a map, a collection, an iterable of Scala's or an array, to be sent element by
     * element. Never throws.
     *
     * @param structured if the object was handed to a structured argument
     */
    public Object data(Object object, boolean structured) {
        try {
            Kind kind = Kinds.of(object);
            Object loaded = kind == Kind.LAZY ? Lazy.loaded(object) : object;
            if (loaded != object) {
                return loaded instanceof String ? loaded : data(loaded, structured);
            }
            switch (kind) {
                case LAZY:
                    return object instanceof Map || object instanceof Collection ? object : texts.of(object);
                case MAP:
                case COLLECTION:
                case ARRAY:
                    return object;
                case RECORD:
                    Map<String, Object> components = Records.components(object);
                    return components == null ? texts.of(object) : components;
                case JSON_TREE:
                    return tree(object);
                case SCALA_MAP:
                    return ScalaValues.map(object, ValueLimits.MAX_ELEMENTS);
                case SCALA_TUPLE:
                    return ScalaValues.tuple(object);
                case SCALA_ITERABLE:
                    return ScalaValues.iterable(object);
                case ANNOTATED:
                    return jackson.read(object, texts);
                case OBJECT:
                    boolean asText = !json && !structured || object.getClass().getClassLoader() == null;
                    return asText ? texts.of(object) : jackson.read(object, texts);
                default:
                    return texts.of(object);
            }
        } catch (Throwable thrown) {
            return SafeText.unreadable(thrown);
        }
    }

    private Object tree(Object tree) {
        try {
            return JsonText.read(tree.toString());
        } catch (IOException none) {
            return texts.of(tree);
        }
    }

    /** If the entries of the value are values of the record where it stands without a key. */
    public static boolean isMap(Object value) {
        if (value == null || value instanceof String) {
            return false;
        }
        Kind kind = Kinds.of(value);
        return kind == Kind.MAP || kind == Kind.SCALA_MAP || kind == Kind.JSON_TREE && value instanceof Map;
    }

    /** Of what {@link #isMap}, or what {@link #data} has made of an object. */
    public static Map<String, Object> entries(Object map) {
        Object entries = map;
        if (!(map instanceof Map)) {
            try {
                entries = ScalaValues.map(map, ValueLimits.MAX_ELEMENTS);
            } catch (Throwable thrown) {
                return Collections.singletonMap(SafeText.UNREADABLE, SafeText.unreadable(thrown));
            }
        }
        return SafeMap.entries((Map<?, ?>) entries, ValueLimits.MAX_ELEMENTS);
    }

    /** The value inside a longer text. */
    public String text(Object value) {
        try {
            boolean single = value == null || value instanceof CharSequence || value instanceof Number;
            Object loaded = !single && Kinds.of(value) == Kind.LAZY ? Lazy.loaded(value) : value;
            return single || loaded instanceof String ? SafeText.of(loaded) : texts.of(loaded);
        } catch (Throwable thrown) {
            return SafeText.unreadable(thrown);
        }
    }
}
