// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.Written;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Deep values, on a thread whose stack is small. */
class ValueWriterDepthTest {
    private static final int DEPTH = 5_000;
    private static final int SMALL_STACK = 512 * 1024;

    private static JsonNode written(FakeRecord record)
            throws InterruptedException, TimeoutException, ExecutionException {
        FutureTask<JsonNode> task = new FutureTask<>(() -> Written.properties(record));
        new Thread(null, task, "small stack", SMALL_STACK).start();
        return task.get(1, TimeUnit.MINUTES);
    }

    private static Object nested(UnaryOperator<Object> around, int depth) {
        Object value = "innermost";
        for (int i = 0; i < depth; i++) {
            value = around.apply(value);
        }
        return value;
    }

    static Stream<UnaryOperator<Object>> containers() {
        return Stream.of(
                Collections::singletonList,
                Collections::singleton,
                value -> Collections.singletonMap("a", value),
                value -> new Object[] {value},
                value -> Collections.singletonList(Optional.of(value)),
                value -> new Object[] {Collections.singletonMap("a", value)});
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("containers")
    void containers_tooDeep_areCut(UnaryOperator<Object> around) throws Exception {
        JsonNode properties = written(FakeRecord.of("x value={} next={}", nested(around, DEPTH), "untouched"));
        assertEquals("untouched", properties.get("next").textValue());
        JsonNode value = properties.get("value");
        for (int depth = 0; depth < 32; depth++) {
            assertTrue(value.isContainerNode() && value.size() == 1, value::toString);
            value = value.elements().next();
        }
        assertEquals("[too deep]", value.textValue());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("containers")
    void containers_deepButWithinTheBound_areWhole(UnaryOperator<Object> around) {
        String json = Written.value(nested(around, 16)).toString();
        assertTrue(json.contains("innermost"), json);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("containers")
    void containers_tooDeepToBePartOfAText_costThemselvesAlone(UnaryOperator<Object> around) throws Exception {
        FakeRecord record = FakeRecord.of("x value='{} and {}' next={}", nested(around, 100_000), "b", "untouched");
        JsonNode properties = written(record);
        assertEquals("untouched", properties.get("next").textValue());
        assertTrue(properties.get("value").textValue().endsWith(" and b"));
    }

    @Test
    void optionals_tooDeep_costThemselvesAlone() throws Exception {
        JsonNode properties = written(FakeRecord.of("x value={} next={}", nested(Optional::of, 100_000), "untouched"));
        assertEquals("untouched", properties.get("next").textValue());
    }
}
