// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every kind of value, as it should be. */
class ValueWriterTest {

    private enum Plan {
        FREE,
        PRO {
            @Override
            public String toString() {
                return "the pro plan";
            }
        }
    }

    static Stream<Arguments> plainValues() {
        LongAdder adder = new LongAdder();
        adder.add(5);
        return Stream.of(
                arguments(null, "null"),
                arguments("", "''"),
                arguments("text", "'text'"),
                arguments(new StringBuilder("text"), "'text'"),
                arguments('c', "'c'"),
                arguments(true, "true"),
                arguments(new AtomicBoolean(true), "true"),
                arguments((byte) -1, "-1"),
                arguments((short) 300, "300"),
                arguments(Integer.MIN_VALUE, "-2147483648"),
                arguments(Long.MAX_VALUE, "9223372036854775807"),
                arguments(new AtomicInteger(-3), "-3"),
                arguments(new AtomicLong(1L << 40), "1099511627776"),
                arguments(adder, "5"),
                arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                arguments(0.1, "0.1"),
                arguments(0.1f, "0.1"),
                arguments(1e300, "1.0E300"),
                arguments(Double.MIN_VALUE, "4.9E-324"),
                arguments(-0.0, "-0.0"),
                arguments(new BigDecimal("9.90"), "9.90"),
                arguments(Double.NaN, "null"),
                arguments(Double.POSITIVE_INFINITY, "null"),
                arguments(Double.NEGATIVE_INFINITY, "null"),
                arguments(Float.NaN, "null"),
                arguments(Float.POSITIVE_INFINITY, "null"),
                arguments(Float.NEGATIVE_INFINITY, "null"),
                arguments(Plan.FREE, "'FREE'"),
                arguments(Plan.PRO, "'PRO'"),
                arguments(new UUID(1, 2), "'00000000-0000-0001-0000-000000000002'"),
                arguments(URI.create("https://a.b/c?d=e"), "'https://a.b/c?d=e'"),
                arguments(Locale.GERMANY, "'de_DE'"),
                arguments(String.class, "'java.lang.String'"),
                arguments(new IllegalStateException("private"), "'java.lang.IllegalStateException'"));
    }

    static Stream<Arguments> times() {
        Instant instant = Instant.ofEpochMilli(1_606_170_535_111L);
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
        calendar.setTimeInMillis(instant.toEpochMilli());
        return Stream.of(
                arguments(instant, "'2020-11-23T22:28:55.111Z'"),
                arguments(Date.from(instant), "'2020-11-23T22:28:55.111Z'"),
                arguments(new java.sql.Timestamp(instant.toEpochMilli()), "'2020-11-23T22:28:55.111Z'"),
                arguments(new java.sql.Date(instant.toEpochMilli()), "'2020-11-23T22:28:55.111Z'"),
                arguments(new java.sql.Time(instant.toEpochMilli()), "'2020-11-23T22:28:55.111Z'"),
                arguments(calendar, "'2020-11-23T22:28:55.111Z'"),
                arguments(new Date(-1), "'1969-12-31T23:59:59.999Z'"),
                arguments(LocalDate.of(2020, 2, 29), "'2020-02-29'"),
                arguments(LocalTime.of(1, 2, 3), "'01:02:03'"),
                arguments(LocalDateTime.of(2020, 2, 29, 1, 2, 3), "'2020-02-29T01:02:03'"),
                arguments(OffsetDateTime.parse("2020-02-29T01:02:03+01:00"), "'2020-02-29T01:02:03+01:00'"),
                arguments(ZonedDateTime.of(2020, 2, 29, 1, 2, 3, 0, ZoneId.of("Z")), "'2020-02-29T01:02:03Z'"),
                arguments(Duration.ofMinutes(90), "'PT1H30M'"),
                arguments(Period.ofDays(3), "'P3D'"),
                arguments(Year.of(2020), "'2020'"),
                arguments(Month.MAY, "'MAY'"),
                arguments(ZoneId.of("Europe/Berlin"), "'Europe/Berlin'"));
    }

    static Stream<Arguments> containers() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put(2, Arrays.asList("b", null));
        map.put(Plan.FREE, Collections.emptyMap());
        return Stream.of(
                arguments(map, "{'a':1,'2':['b',null],'FREE':{}}"),
                arguments(Collections.emptyMap(), "{}"),
                arguments(new ConcurrentHashMap<>(Collections.singletonMap("a", 1)), "{'a':1}"),
                arguments(Collections.emptyList(), "[]"),
                arguments(Arrays.asList(1, "a", null, true, 0.5), "[1,'a',null,true,0.5]"),
                arguments(new LinkedHashSet<>(Arrays.asList("b", "a")), "['b','a']"),
                arguments(new CopyOnWriteArrayList<>(new Integer[] {1}), "[1]"),
                arguments(new Object[0], "[]"),
                arguments(new String[] {"a", null}, "['a',null]"),
                arguments(new Object[] {1, new Object[] {2}}, "[1,[2]]"),
                arguments(new int[] {1, 2}, "[1,2]"),
                arguments(new long[][] {{1}, {}, null}, "[[1],[],null]"),
                arguments(new double[] {0.5, Double.NaN}, "[0.5,null]"),
                arguments(new boolean[] {true}, "[true]"),
                arguments(new char[] {'a', 'b'}, "'ab'"),
                arguments(new byte[] {0, -1, 1}, "'AP8B'"),
                arguments(new byte[0], "''"));
    }

    static Stream<Arguments> optionals() {
        return Stream.of(
                arguments(Optional.empty(), "null"),
                arguments(Optional.of(3), "3"),
                arguments(Optional.of(Optional.of("a")), "'a'"),
                arguments(Optional.of(Optional.empty()), "null"),
                arguments(Optional.of(Arrays.asList(Optional.of(1), Optional.empty())), "[1,null]"),
                arguments(OptionalInt.of(3), "3"),
                arguments(OptionalInt.empty(), "null"),
                arguments(OptionalLong.of(4), "4"),
                arguments(OptionalLong.empty(), "null"),
                arguments(OptionalDouble.of(0.5), "0.5"),
                arguments(OptionalDouble.of(Double.NaN), "null"),
                arguments(OptionalDouble.empty(), "null"));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource({"plainValues", "times", "containers", "optionals"})
    void value_ofThisKind_isWritten(Object value, String json) {
        assertEquals(StrictJson.of(json), Written.value(value));
    }

    @Test
    void argument_inItsOwnPlace_isWrittenLikeANamedOne() {
        assertEquals(
                StrictJson.of("{'arg0':[1],'arg1':'PRO','arg2':null}"),
                Written.properties(FakeRecord.of("x {} {}", new int[] {1}, Plan.PRO, Optional.empty())));
    }

    @Test
    void map_keepsItsOrder() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        map.put("m", 3);
        assertEquals("{\"z\":1,\"a\":2,\"m\":3}", Written.value(map).toString());
    }

    @Test
    void map_withNullKey_hasItAsText() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(null, 1);
        map.put("a", null);
        assertEquals(StrictJson.of("{'null':1,'a':null}"), Written.value(map));
    }

    @Test
    void keys_thatCollideAsText_firstStays() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        map.put(null, "null");
        map.put("null", "text");
        map.put("a\ud800", "first");
        map.put("a\udc00", "second");
        assertEquals(StrictJson.of("{'1':'number','null':'null','a\ufffd':'first'}"), Written.value(map));
        assertEquals(
                StrictJson.of("{'1':'number','null':'null','a\ufffd':'first'}"),
                Written.properties(FakeRecord.of("x {}", map)));
    }

    @Test
    void entries_ofOneKeyTwice_firstStays() {
        Map<String, Integer> map = new AbstractMap<String, Integer>() {
            @Override
            public Set<Entry<String, Integer>> entrySet() {
                return new LinkedHashSet<>(
                        Arrays.asList(new SimpleEntry<>("a", 1), new SimpleEntry<>("a", 2), new SimpleEntry<>("b", 3)));
            }
        };
        assertEquals(StrictJson.of("{'a':1,'b':3}"), Written.value(map));
    }
}
