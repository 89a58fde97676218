// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.masks.Masks;
import ai.thrivestack.track.capture.masks.Masks2;
import ai.thrivestack.track.capture.masks.Masks3;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What an annotation of Jackson's hides is never sent: an object is its text, or what a mapper of the application writes.
 * Both generations are on the class path, and each obeys its own annotations alone.
 */
class JacksonMasksTest {

    static Stream<Object> masked() {
        return Stream.concat(Masks2.all().stream(), Masks3.all().stream());
    }

    private record Holder(Object held) {}

    /** Says nothing of what it holds. */
    public static final class Box {
        public final Object held;

        Box(Object held) {
            this.held = held;
        }
    }

    @ParameterizedTest
    @MethodSource("masked")
    void masked_besideTheOtherGeneration_staysHidden(Object masked) {
        for (Object other : new Object[] {new Masks2.OnGetter(), new Masks3.OnGetter()}) {
            Object box = new Box(Arrays.asList(other, masked, new Box(masked)));
            String event = new ObjectsWritten("json").text(Arrays.asList(box, StructuredValue.of(box)));
            // the compiler's toString shows a record's components, and is what is sent of it inside of a box
            assertTrue(
                    !event.contains(Masks.CARD) || event.contains("Record[") || event.contains("OnComponent["), event);
            assertFalse(event.contains("\"rawName\""), event);
        }
    }

    @ParameterizedTest
    @MethodSource("masked")
    void masked_inEveryPlace_withEitherSetting_staysHidden(Object masked) {
        for (String objects : new String[] {"text", "json"}) {
            ObjectsWritten written = new ObjectsWritten(objects);
            for (Object value : new Object[] {
                masked,
                Collections.singletonList(masked),
                Collections.singletonMap("a", masked),
                new Object[] {masked},
                new Holder(masked),
                StructuredValue.of(masked),
                StructuredValue.of(Arrays.asList(1, new Holder(masked)))
            }) {
                String event = written.text(value);
                assertFalse(event.contains(Masks.CARD), event);
                assertFalse(event.contains(Masks.NAME), event);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("masked")
    void masked_asJson_isWhatTheApplicationsMapperWrites(Object masked) {
        JsonNode expected = own(masked);
        assertEquals(expected, new ObjectsWritten("json").value(masked));
        assertEquals(expected, new ObjectsWritten("text").structured(masked));
        if (masked instanceof Record) {
            assertEquals(expected, new ObjectsWritten("text").value(masked));
        }
    }

    /** Its text where that mapper fails. */
    private static JsonNode own(Object masked) {
        try {
            return StrictJson.of(
                    masked.getClass().getName().contains("Masks3")
                            ? new tools.jackson.databind.ObjectMapper().writeValueAsString(masked)
                            : new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(masked));
        } catch (com.fasterxml.jackson.core.JsonProcessingException
                | tools.jackson.core.JacksonException filterMissing) {
            return StrictJson.of("'[" + masked.getClass().getName() + "]'");
        }
    }
}
