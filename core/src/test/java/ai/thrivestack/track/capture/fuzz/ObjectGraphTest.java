// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import ai.thrivestack.track.capture.ObjectsWritten;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Objects of an application in thousands of graphs, each sent under either setting and as a structured argument. A
 * failure says which graph; {@code -Dgraph.inputs} tries more, {@code -Dfuzz.seed} others.
 */
final class ObjectGraphTest {
    private static final long INPUTS = Long.getLong("graph.inputs", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private final ObjectsWritten text = new ObjectsWritten("text");
    private final ObjectsWritten json = new ObjectsWritten("json");
    private final ObjectMapper own = new ObjectMapper();
    private int compared;
    private int withGetters;

    @Test
    void graph_ofAnyObjects_isNeverReadWithoutBeingAsked_andHidesWhatAnnotationsHide() {
        for (long number = 0; number < INPUTS; number++) {
            try {
                ObjectGraph graph = new ObjectGraph(new Dice(SEED, number));
                check(graph, graph.any(4));
            } catch (Throwable thrown) {
                throw new AssertionError("graph " + number + " of seed " + SEED, thrown);
            }
        }
        assertTrue(compared > INPUTS / 20, compared + " graphs were compared");
        assertTrue(withGetters > INPUTS / 4, withGetters + " graphs were written by Jackson");
    }

    private void check(ObjectGraph graph, Object value) {
        ObjectGraph.GETTERS.set(0);
        ObjectGraph.READS.set(0);
        assertNothingHidden(text.text(value));
        assertEquals(0, ObjectGraph.GETTERS.get(), "getters were called");
        JsonNode written = json.value(value);
        withGetters += ObjectGraph.GETTERS.get() > 0 ? 1 : 0;
        assertNothingHidden(written.toString());
        assertEquals(written, text.structured(value));
        assertEquals(0, ObjectGraph.READS.get(), "what must not be read was read");
        if (!graph.isBeyondJackson2 && !graph.isEndless && isBean(value)) {
            compared++;
            assertEquals(expected(value), written);
        }
    }

    private static void assertNothingHidden(String shown) {
        assertFalse(shown.contains(ObjectGraph.HIDDEN), shown);
    }

    private static boolean isBean(Object value) {
        return value instanceof ObjectGraph.Plain
                || value instanceof ObjectGraph.Masked2
                || value instanceof ObjectGraph.Throwing;
    }

    /** What the application's own mapper writes; the text if that fails. */
    private JsonNode expected(Object value) {
        try {
            return own.readTree(own.writeValueAsString(value));
        } catch (JsonProcessingException | StackOverflowError failure) {
            return own.valueToTree(value.toString());
        }
    }
}
