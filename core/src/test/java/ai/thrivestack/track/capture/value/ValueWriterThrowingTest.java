// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What throws costs itself alone: {@link Written#value} sees to it that the next value is untouched. */
class ValueWriterThrowingTest {
    private static final String THROWABLES = "ai.thrivestack.track.capture.value.Broken#throwables";

    private static void assertUnreadable(Throwable thrown, JsonNode value) {
        assertEquals(Broken.mark(thrown), value.textValue());
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void toString_thatThrows_costsItsValue(Throwable thrown) {
        Object broken = Broken.text(thrown);
        assertUnreadable(thrown, Written.value(broken));
        JsonNode list = Written.value(Arrays.asList("a", broken, "b"));
        assertUnreadable(thrown, list.get(1));
        assertEquals("b", list.get(2).textValue());
        assertUnreadable(
                thrown, Written.value(Collections.singletonMap("a", broken)).get("a"));
        JsonNode unnamed = Written.properties(FakeRecord.of("x {}", broken));
        assertUnreadable(thrown, unnamed.get("arg0"));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void toString_ofAKey_thatThrows_costsTheKey(Throwable thrown) {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(Broken.text(thrown), "first");
        map.put(Broken.text(thrown), "second");
        map.put("a", 1);
        JsonNode written = Written.value(map);
        assertEquals("first", written.get(Broken.mark(thrown)).textValue());
        assertEquals(1, written.get("a").intValue());
        assertEquals(written, Written.properties(FakeRecord.of("x {}", map)));
    }

    @Test
    void toString_thatGivesNull_isText() {
        Object nothing = new Object() {
            @Override
            public String toString() {
                return null;
            }
        };
        assertEquals("null", Written.value(nothing).textValue());
        assertEquals(StrictJson.of("{'null':1}"), Written.value(Collections.singletonMap(nothing, 1)));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void iterator_thatThrows_costsTheElements(Throwable thrown) {
        JsonNode written = Written.value(Broken.collection(() -> {
            throw Broken.raise(thrown);
        }));
        assertEquals(1, written.size());
        assertUnreadable(thrown, written.get(0));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void elements_beforeOneThatThrows_areKept(Throwable thrown) {
        for (Throwable hasNext : new Throwable[] {thrown, null}) {
            JsonNode written = Written.value(Broken.collection(() -> Broken.after(1, hasNext, thrown)));
            assertEquals(2, written.size());
            assertEquals(1, written.get(0).intValue());
            assertUnreadable(thrown, written.get(1));
        }
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void list_whoseSizeThrows_costsTheElements(Throwable thrown) {
        Object list = new AbstractList<Integer>() {
            @Override
            public Integer get(int index) {
                return 1;
            }

            @Override
            public int size() {
                throw Broken.raise(thrown);
            }
        };
        assertUnreadable(thrown, Written.value(list).get(0));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void entries_beforeOneThatThrows_areKept(Throwable thrown) {
        for (Throwable hasNext : new Throwable[] {thrown, null}) {
            Map<?, ?> map = Broken.map(() -> Broken.after(new AbstractMap.SimpleEntry<>("a", 1), hasNext, thrown));
            assertOneEntryAndMark(thrown, Written.value(map));
            assertOneEntryAndMark(thrown, Written.properties(FakeRecord.of("x {}", map)));
        }
    }

    private static void assertOneEntryAndMark(Throwable thrown, JsonNode written) {
        assertEquals(2, written.size());
        assertEquals(1, written.get("a").intValue());
        assertUnreadable(thrown, written.get("[unreadable]"));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    void entrySet_thatThrows_costsTheMap(Throwable thrown) {
        Object map = Broken.map(() -> {
            throw Broken.raise(thrown);
        });
        assertUnreadable(thrown, Written.value(map).get("[unreadable]"));
    }

    @Test
    void entry_null_costsTheRestOfTheMap() {
        Map<?, ?> map =
                Broken.map(() -> Arrays.<Map.Entry<Object, Object>>asList(new AbstractMap.SimpleEntry<>("a", 1), null)
                        .iterator());
        assertOneEntryAndMark(new NullPointerException(), Written.value(map));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    @SuppressWarnings("serial")
    void date_thatThrows_costsItself(Throwable thrown) {
        Date date = new Date() {
            @Override
            public long getTime() {
                throw Broken.raise(thrown);
            }
        };
        assertUnreadable(thrown, Written.value(date));
    }

    @Test
    void calendar_withAMonthThatDoesNotExist_costsItself() {
        Calendar calendar = new GregorianCalendar();
        calendar.setLenient(false);
        calendar.set(Calendar.MONTH, 50);
        assertUnreadable(new IllegalArgumentException(), Written.value(calendar));
    }

    @ParameterizedTest
    @MethodSource(THROWABLES)
    @SuppressWarnings("serial")
    void number_thatThrows_costsItself(Throwable thrown) {
        Number number = new AtomicInteger() {
            @Override
            public long longValue() {
                throw Broken.raise(thrown);
            }

            @Override
            public String toString() {
                throw Broken.raise(thrown);
            }
        };
        assertUnreadable(thrown, Written.value(number));
    }
}
