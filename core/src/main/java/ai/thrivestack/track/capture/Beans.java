// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;

/**
 * The application's own objects as Jackson's databind sees them: getters, public fields, records, annotations. Databind
 * says what the properties are; their values are read one by one, so that a getter that throws costs itself alone, and
 * written by {@link ValueWriter}, whose bounds hold for them too. Thread-safe.
 */
final class Beans {
    private static final int MAX_CLASSES = 1_000;

    /** Made when the first bean comes: most applications log none. */
    private volatile ObjectMapper mapper;

    /** What stands for the objects of a class as a whole, if anything: finding it out anew takes half a millisecond. */
    private final Map<Class<?>, Optional<AnnotatedMember>> wholes = new ConcurrentHashMap<>();

    private ObjectMapper mapper() {
        ObjectMapper made = mapper;
        if (made == null) {
            made = JsonMapper.builder()
                    .annotationIntrospector(new ForeignAnnotations())
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build();
            mapper = made;
        }
        return made;
    }

    /** The properties in their order; what stands for the object as a whole ({@code @JsonValue}); or its text. */
    Object plain(Object bean) {
        if (isOfThePlatform(bean.getClass())) {
            return SafeText.of(bean);
        }
        try {
            if (isTree(bean.getClass())) {
                return parsed(bean.toString());
            }
            Optional<AnnotatedMember> whole = whole(bean.getClass());
            if (whole.isPresent()) {
                return whole.get().getValue(bean);
            }
            Map<String, Object> properties = properties(bean);
            return properties.isEmpty() ? SafeText.of(bean) : properties;
        } catch (Throwable thrown) {
            return SafeText.unreadable(thrown);
        }
    }

    private Optional<AnnotatedMember> whole(Class<?> type) {
        Optional<AnnotatedMember> known = wholes.get(type);
        if (known == null) {
            BeanDescription description = mapper().getSerializationConfig().introspect(mapper().constructType(type));
            known = Optional.ofNullable(description.findJsonValueAccessor());
            known.ifPresent(accessor -> accessor.fixAccess(true));
            if (wholes.size() < MAX_CLASSES) {
                wholes.put(type, known);
            }
        }
        return known;
    }

    /** JSON as plain values; its text if it is none. */
    Object parsed(String text) {
        try {
            return mapper().readValue(text, Object.class);
        } catch (JsonProcessingException none) {
            return text;
        }
    }

    private Map<String, Object> properties(Object bean) throws JsonMappingException {
        Map<String, Object> properties = new LinkedHashMap<>();
        Iterator<PropertyWriter> writers = mapper().getSerializerProviderInstance()
                .findValueSerializer(bean.getClass())
                .properties();
        while (writers.hasNext()) {
            PropertyWriter writer = writers.next();
            if (writer instanceof BeanPropertyWriter) {
                BeanPropertyWriter property = (BeanPropertyWriter) writer;
                Object value = value(property, bean);
                if (value != null || !property.willSuppressNulls()) {
                    properties.put(property.getName(), value);
                }
            }
        }
        return properties;
    }

    private static Object value(BeanPropertyWriter property, Object bean) {
        try {
            return property.get(bean);
        } catch (Throwable thrown) {
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            return SafeText.unreadable(cause);
        }
    }

    /** The platform's classes are closed to reflection, and their text says what they are. */
    private static boolean isOfThePlatform(Class<?> type) {
        return type.getClassLoader() == null || type.getName().startsWith("java.") || type.isSynthetic();
    }

    /** The application's Jackson, 2 or 3, has trees whose text is their JSON. */
    static boolean isTree(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (each.getSimpleName().equals("JsonNode") && each.getName().endsWith("jackson.databind.JsonNode")) {
                return true;
            }
        }
        return false;
    }
}
