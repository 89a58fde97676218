// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The times of the events of one thread. */
class EventTimesTest {
    private static final int AT_ONCE = 6_000;

    private final EventEncoder encoder = Encoders.with("defaultUserId", "u1");
    private final long[] thread = Encoders.thread();

    /** Of events whose records have these milliseconds of the year 1970. */
    private List<String> times(long... millis) throws Rejection {
        List<String> times = new ArrayList<>();
        for (long milli : millis) {
            JsonNode event = StrictJson.read(
                    Encoders.encode(encoder, FakeRecord.of("signed_up").at(milli), thread));
            times.add(event.get("timestamp").asText().replace("1970-01-01T00:00:", ""));
        }
        return times;
    }

    @Test
    void recordsOfOneMillisecond_areAMillisecondApart() throws Rejection {
        assertEquals(Arrays.asList("05.998Z", "05.999Z", "06.000Z", "06.001Z"), times(5_998, 5_998, 5_998, 5_998));
    }

    @Test
    void laterRecord_hasItsOwnTime() throws Rejection {
        assertEquals(Arrays.asList("05.000Z", "05.001Z", "05.002Z", "05.003Z"), times(5_000, 5_000, 5_002, 5_003));
    }

    @Test
    void recordBehindTheLastEvent_isAMillisecondAfterThat() throws Rejection {
        assertEquals(Arrays.asList("05.000Z", "05.001Z", "05.002Z", "05.003Z"), times(5_000, 5_000, 5_000, 5_001));
    }

    @Test
    void burst_takesMicroseconds_andThenNanoseconds() throws Rejection {
        long[] millis = new long[AT_ONCE];
        Arrays.fill(millis, 5_000);
        List<String> times = times(millis);
        assertEquals("05.005Z", times.get(5));
        assertEquals("05.005001Z", times.get(6));
        assertEquals("05.006Z", times.get(1_005));
        assertEquals("05.009999Z", times.get(5_004));
        assertEquals("05.009999001Z", times.get(5_005));
        assertIncreasing(times);
        assertEquals(Arrays.asList("05.010Z", "05.010001Z"), times(5_001, 5_001));
    }

    private static void assertIncreasing(List<String> times) {
        Instant start = Instant.parse("1970-01-01T00:00:05Z");
        Instant last = start.minusNanos(1);
        for (String text : times) {
            Instant time = Instant.parse("1970-01-01T00:00:" + text);
            assertTrue(time.isAfter(last), () -> text + " is not later");
            assertTrue(Duration.between(start, time).toMillis() < 10, () -> text + " is far ahead");
            last = time;
        }
    }

    @Test
    void burstWithoutEnd_staysWithinTenMilliseconds() throws Rejection {
        long[] millis = new long[2 * AT_ONCE];
        Arrays.fill(millis, 5_000);
        List<String> times = times(millis);
        assertEquals("05.009999999Z", times.get(times.size() - 1));
    }

    @Test
    void clockSetBack_byLess_keepsTheOrder() throws Rejection {
        assertEquals(Arrays.asList("05.004Z", "05.005Z", "05.005001Z"), times(5_004, 5_000, 5_000));
        assertEquals(Arrays.asList("05.009Z", "05.009001Z"), times(5_009, 5_000));
    }

    @Test
    void clockSetBack_byTenMilliseconds_countsAgain() throws Rejection {
        assertEquals(Arrays.asList("05.010Z", "05.000Z", "05.001Z"), times(5_010, 5_000, 5_000));
    }

    @Test
    void rejectedRecord_takesNoTime_unlessADeadLetterShowsIt() throws Rejection {
        times(5_000);
        assertThrows(
                Rejection.class,
                () -> Encoders.encode(encoder, FakeRecord.of("{}", 1).at(5_000), thread));
        assertEquals(Collections.singletonList("05.001Z"), times(5_000));
        EventEncoder withLetters = Encoders.with("deadLetterFile", "unused");
        Rejection rejection = assertThrows(
                Rejection.class,
                () -> Encoders.encode(withLetters, FakeRecord.of("signed_up").at(5_000), thread));
        assertEquals(
                "1970-01-01T00:00:05.002Z",
                StrictJson.read(rejection.event()).get("timestamp").asText());
        assertEquals(Collections.singletonList("05.003Z"), times(5_000));
    }

    @Test
    void threads_doNotShareTheirTimes() throws Rejection {
        assertEquals(Collections.singletonList("05.000Z"), times(5_000));
        EventTimes.begin(thread);
        assertEquals(Collections.singletonList("05.000Z"), times(5_000));
    }
}
