// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TrackedEventTest {

    @Test
    void fields_allGiven_areRead() {
        TrackedEvent event = read("{\"context\":{\"group_id\":\"g1\"},\"timestamp\":\"2020-11-23T22:28:55.111Z\","
                + "\"user_id\":\"u1\",\"properties\":{\"first name\":\"John\"},\"event_name\":\"signed_up\"}");

        assertEquals("signed_up", event.eventName());
        assertEquals("u1", event.userId());
        assertEquals(Instant.parse("2020-11-23T22:28:55.111Z"), event.timestamp());
        assertEquals(Collections.singletonMap("first name", "John"), event.properties());
        assertEquals(Collections.singletonMap("group_id", "g1"), event.context());
    }

    @Test
    void objects_notGiven_areEmpty() {
        TrackedEvent event = read(Requests.EVENT);

        assertEquals(Collections.emptyMap(), event.properties());
        assertEquals(Collections.emptyMap(), event.context());
    }

    @Test
    void json_withSpacesAndEscapes_isKeptAsSent() {
        String first = "{ \"event_name\" : \"\\u0061\\/\", \"user_id\":\"\ud83d\ude00\",\n\t"
                + "\"timestamp\":\"2020-11-23T22:28:55.1110Z\" , \"properties\": {\"n\": 1.10e+01} }";

        List<TrackedEvent> events = new Contract(Tokens.ANY)
                .judge(Requests.withBody("[ " + first + " ,\n" + Requests.EVENT + " ]"))
                .events();

        assertEquals(first, events.get(0).json());
        assertEquals(Requests.EVENT, events.get(1).json());
        assertEquals(first, events.get(0).toString());
        assertEquals("a/", events.get(0).eventName());
    }

    static Stream<Arguments> values() {
        String digits = String.join("", Collections.nCopies(1_500, "7"));
        return Stream.of(
                Arguments.of("\"x\"", "x"),
                Arguments.of("null", null),
                Arguments.of("true", true),
                Arguments.of("3", 3),
                Arguments.of("-2147483648", Integer.MIN_VALUE),
                Arguments.of("2147483648", 2147483648L),
                Arguments.of("9223372036854775807", Long.MAX_VALUE),
                Arguments.of("9223372036854775808", new BigInteger("9223372036854775808")),
                Arguments.of(digits, new BigInteger(digits)),
                Arguments.of("9.5", 9.5),
                Arguments.of("0.1", 0.1),
                Arguments.of("0.30000000000000004", 0.30000000000000004),
                Arguments.of("8e23", 8e23),
                Arguments.of("0.10000000000000001", new BigDecimal("0.10000000000000001")),
                Arguments.of("0.0", 0.0),
                Arguments.of("1E2", 100.0),
                Arguments.of("-12.5e+1", -125.0),
                Arguments.of("1.50", 1.5),
                Arguments.of("0.00000000000000000000001", 1e-23),
                Arguments.of("1.00000000000000000000", new BigDecimal("1.00000000000000000000")),
                Arguments.of("4.9E-324", 4.9E-324),
                Arguments.of("0.10000000000000000555", new BigDecimal("0.10000000000000000555")),
                Arguments.of("3.141592653589793238", new BigDecimal("3.141592653589793238")),
                Arguments.of("9007199254740993.0", new BigDecimal("9007199254740993.0")),
                Arguments.of("1e400", new BigDecimal("1e400")),
                Arguments.of("1e-400", new BigDecimal("1e-400")),
                Arguments.of("0." + digits, new BigDecimal("0." + digits)),
                Arguments.of(
                        "[1,[\"a\",null],{}]", Arrays.asList(1, Arrays.asList("a", null), Collections.emptyMap())));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_ofAnyKind_keepsItsTypeAndPrecision(String json, Object expected) {
        assertEquals(Collections.singletonMap("p", expected), property(json).properties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0"})
    void number_ofAMillionDigitsOnEachSide_isRead(String digit) {
        String digits = String.join("", Collections.nCopies(900_000, digit));

        BigDecimal value =
                (BigDecimal) property("1" + digits + "." + digits).properties().get("p");

        assertEquals(900_000, value.scale());
        assertEquals(1_800_001, value.precision());
    }

    @Test
    void key_ofAMillionLetters_isRead() {
        String key = String.join("", Collections.nCopies(1_000_000, "k"));

        TrackedEvent event = read(Requests.eventWith("context", "{\"" + key + "\":1}"));

        assertEquals(Collections.singletonMap(key, 1), event.context());
    }

    /** "Ab" and "BA" have one hash where the factor is 33, as Jackson's is. */
    @Test
    void keys_ofOneHash_areRead() {
        List<String> keys = Collections.singletonList("");
        for (int i = 0; i < 10; i++) {
            keys = keys.stream()
                    .flatMap(key -> Stream.of(key + "Ab", key + "BA"))
                    .collect(Collectors.toList());
        }

        TrackedEvent event = read(Requests.eventWith("context", "{\"" + String.join("\":1,\"", keys) + "\":1}"));

        assertEquals(keys, new ArrayList<>(event.context().keySet()));
    }

    @Test
    void keys_inAnyOrder_keepTheOrderSent() {
        TrackedEvent event = read(Requests.eventWith("context", "{\"z\":1,\"a\":2,\"m\":{\"y\":1,\"b\":2}}"));

        assertEquals(
                Arrays.asList("z", "a", "m"), new ArrayList<>(event.context().keySet()));
        assertEquals("{y=1, b=2}", event.context().get("m").toString());
    }

    @Test
    void collections_changedByTheCaller_throw() {
        TrackedEvent event = property("[{\"a\":1}]");
        List<?> list = (List<?>) event.properties().get("p");

        assertThrows(
                UnsupportedOperationException.class, () -> event.properties().clear());
        assertThrows(UnsupportedOperationException.class, list::clear);
        assertThrows(UnsupportedOperationException.class, ((Map<?, ?>) list.get(0))::clear);
        assertThrows(
                UnsupportedOperationException.class,
                () -> read(Requests.EVENT).context().put("a", 1));
    }

    private static TrackedEvent property(String json) {
        return read(Requests.eventWith("properties", "{\"p\":" + json + "}"));
    }

    private static TrackedEvent read(String json) {
        return new Contract(Tokens.ANY)
                .judge(Requests.withBody("[" + json + "]"))
                .events()
                .get(0);
    }
}
