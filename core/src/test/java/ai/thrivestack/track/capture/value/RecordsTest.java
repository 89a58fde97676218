// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A record declares itself data: its components are sent, which are what its line shows. */
class RecordsTest {
    private final ObjectsWritten written = new ObjectsWritten("text");

    private record Plan(String name, int seats, List<Object> tags, Optional<String> note) {}

    private record Login(String user, String password) {
        /** Another one than what the line shows, and code of the application. */
        @Override
        public String password() {
            throw new AssertionError("an accessor was called");
        }
    }

    private record Masked(String number) {
        @Override
        public String toString() {
            return "Masked " + number.substring(number.length() - 2);
        }
    }

    private record Empty() {}

    private record Node(Object[] next) {}

    private interface Shown {}

    private record Implementing(int a) implements Shown {
        static final String CONSTANT = "none of it";
    }

    private static final class Entity {
        @Override
        public String toString() {
            return "Entity 7";
        }
    }

    @Test
    void components_areSent_eachByTheSameRules() {
        Plan plan = new Plan("pro", 3, Arrays.asList(new Entity(), new Implementing(1)), Optional.empty());
        String json = "{'name':'pro','seats':3,'tags':['Entity 7',{'a':1}],'note':null}";
        assertEquals(StrictJson.of(json), written.value(plan));
        assertEquals(StrictJson.of(json), written.value(Arrays.asList(plan)).get(0));
    }

    @Test
    void component_isReadWithoutItsAccessor_andRedacted() {
        assertEquals(
                StrictJson.of("{'user':'ann','password':'[redacted]'}"), written.value(new Login("ann", "hunter2")));
    }

    @Test
    void record_withAToStringOfItsOwn_isThatText() {
        assertEquals("Masked 11", written.value(new Masked("4111")).textValue());
    }

    @Test
    void record_withoutComponents_isItsText() {
        assertEquals("Empty[]", written.value(new Empty()).textValue());
    }

    @Test
    void record_aroundItself_isCut() {
        Node node = new Node(new Object[1]);
        node.next()[0] = node;
        assertEquals(StrictJson.of("{'next':['[cycle]']}"), written.value(node));
    }
}
