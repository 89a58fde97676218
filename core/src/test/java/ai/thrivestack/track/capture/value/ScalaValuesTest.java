// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.ObjectsWritten;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;
import scala.Some;
import scala.Tuple2;
import scala.collection.immutable.LazyList;
import scala.collection.immutable.List;
import scala.jdk.javaapi.CollectionConverters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Scala's values are what their Java counterparts are. */
class ScalaValuesTest {

    private static <T> List<T> list(java.util.List<T> elements) {
        return CollectionConverters.asScala(elements).toList();
    }

    static Stream<Arguments> values() {
        List<Object> nested = list(Arrays.asList(new Some<>(1), Option.empty(), list(Arrays.asList("x"))));
        return Stream.of(
                arguments(list(Arrays.asList(1, 2)), "[1,2]"),
                arguments(List.newBuilder().result(), "[]"),
                arguments(nested, "[1,null,['x']]"),
                arguments(CollectionConverters.asScala(Collections.singletonMap("a", 1)), "{'a':1}"),
                arguments(
                        new scala.collection.immutable.Map.Map2<>("a", new Some<>(1), "password", "p"),
                        "{'a':1,'password':'[redacted]'}"),
                arguments(CollectionConverters.asScala(Collections.singleton("a")), "['a']"),
                arguments(new Some<>(3), "3"),
                arguments(Option.empty(), "null"),
                arguments(new Some<>(Optional.of(new Some<>("a"))), "'a'"),
                arguments(new Tuple2<>("a", 1), "['a',1]"),
                arguments(new scala.Tuple3<>(1, Option.empty(), 0.5), "[1,null,0.5]"),
                arguments(scala.math.BigDecimal.exact("12.50"), "12.50"),
                arguments(scala.math.BigInt.apply("1234567890123456789012"), "1234567890123456789012"),
                arguments(Arrays.asList(list(Arrays.asList(1))), "[[1]]"));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("values")
    void value_isItsCounterpart(Object value, String json) {
        for (String objects : new String[] {"text", "json"}) {
            assertEquals(StrictJson.of(json), new ObjectsWritten(objects).value(value));
            assertEquals(StrictJson.of(json), new ObjectsWritten(objects).structured(value));
        }
    }

    @Test
    void list_thatComputesItsElements_isNotAsked() {
        LazyList<Object> lazy = LazyList.continually(() -> {
            throw new AssertionError("an element was computed");
        });
        assertEquals(
                "LazyList(<not computed>)",
                new ObjectsWritten("text").value(lazy).textValue());
    }

    @Test
    void range_withoutEnd_isCut() {
        assertEquals(
                10_001,
                new ObjectsWritten("text")
                        .value(scala.collection.immutable.Range$.MODULE$.apply(0, Integer.MAX_VALUE))
                        .size());
    }

    @Test
    void option_isAUsersId_andAMapGivesItsEntries() {
        assertEquals("u-7", UserId.of(new Some<>("u-7")));
        assertEquals(null, UserId.of(Option.empty()));
        Object map = CollectionConverters.asScala(Collections.singletonMap("seats", 3));
        assertEquals(StrictJson.of("{'seats':3}"), Written.properties(FakeRecord.of("x {}", map)));
    }
}
