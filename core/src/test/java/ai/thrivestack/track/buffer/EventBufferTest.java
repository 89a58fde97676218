// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The buffer on one thread. */
class EventBufferTest {
    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer = bufferOf("16MB");

    private EventBuffer bufferOf(String size) {
        return new EventBuffer(Given.options("bufferSize", size), ledger, Events.UNHEARD);
    }

    private static void offer(EventBuffer buffer, String... names) {
        for (String name : names) {
            assertTrue(Events.offer(buffer, Events.named(name)) > 0);
        }
    }

    private void assertCounts(EventBuffer buffer, String counts) {
        assertEquals(counts, buffer.counts().toString());
    }

    @Test
    void empty_hasNothing() {
        assertNull(buffer.take());
        assertEquals(0, buffer.waiting());
        assertEquals(0, buffer.pending());
        assertEquals(0, buffer.offered());
        assertEquals(0, buffer.offered() - buffer.pending());
        assertFalse(buffer.isFull());
    }

    @Test
    void offer_saysHowManyWait() {
        assertEquals(1, Events.offer(buffer, Events.ofSize(10)));
        assertEquals(2, Events.offer(buffer, Events.ofSize(10)));
        buffer.take();
        assertEquals(1, Events.offer(buffer, Events.ofSize(10)));
        assertEquals(1, buffer.waiting());
        assertEquals(3, buffer.pending());
        assertEquals(3, buffer.offered());
    }

    @Test
    void take_keepsTheOrder() {
        offer(buffer, "a", "b", "c");
        assertEquals(Arrays.asList("a", "b", "c"), Events.names(buffer.take()));
        offer(buffer, "d");
        assertEquals(Collections.singletonList("d"), Events.names(buffer.take()));
        assertNull(buffer.take());
    }

    @Test
    void take_isBoundedInEvents() {
        for (int i = 0; i < 2_500; i++) {
            Events.offer(buffer, Events.named("" + i));
        }
        List<String> taken = new ArrayList<>();
        for (int events : new int[] {1_000, 1_000, 500}) {
            Batch batch = buffer.take();
            assertEquals(events, batch.events());
            taken.addAll(Events.names(batch));
            assertEquals(2_500 - taken.size(), buffer.waiting());
        }
        for (int i = 0; i < 2_500; i++) {
            assertEquals("" + i, taken.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1999998, 1, 1",
        "1000000, 999997, 2",
        "1000000, 999998, 1",
        "900000, 900000, 2",
    })
    void take_isBoundedInBytesOfTheRequest(int first, int second, int events) {
        Events.offer(buffer, Events.ofSize(first));
        Events.offer(buffer, Events.ofSize(second));
        Batch batch = buffer.take();
        assertEquals(events, batch.events());
        assertTrue(batch.length() <= 2_000_000, () -> "" + batch.length());
        if (events == 1) {
            assertEquals(second, buffer.take().event(0).length);
        }
    }

    @Test
    void batch_thatMeetsTheLimit_hasExactlyItsLength() {
        Events.offer(buffer, Events.ofSize(1_000_000));
        Events.offer(buffer, Events.ofSize(999_997));
        assertEquals(2_000_000, buffer.take().length());
    }

    @Test
    void oldest_isKept_whileEventsStay() {
        long before = System.nanoTime();
        Events.offer(buffer, Events.ofSize(1));
        long oldest = buffer.oldestNanos();
        assertTrue(oldest - before >= 0 && System.nanoTime() - oldest >= 0);
        for (int i = 0; i < 1_000; i++) {
            Events.offer(buffer, Events.ofSize(1));
        }
        assertEquals(oldest, buffer.oldestNanos());
        buffer.take();
        assertEquals(oldest, buffer.oldestNanos());
        buffer.take();
        long later = System.nanoTime();
        Events.offer(buffer, Events.ofSize(1));
        assertTrue(buffer.oldestNanos() - later >= 0);
    }

    @Test
    void full_refusesTheNewest_andCounts() {
        EventBuffer small = bufferOf("1KB");
        int kept = fill(small);
        assertTrue(kept >= 5 && kept * 100 <= 1_024, () -> kept + " events of 100 bytes in 1 KB");
        assertEquals(0, Events.offer(small, Events.ofSize(100)));
        assertCounts(
                small,
                "accepted " + (kept + 2) + " = delivered 0 + rejected 0 + dropped 2 {buffer full=2} + pending " + kept);
        assertEquals(kept, small.offered());
    }

    /** @return how many events of 100 bytes were kept before one was not */
    private static int fill(EventBuffer buffer) {
        int kept = 0;
        while (Events.offer(buffer, Events.ofSize(100)) > 0) {
            kept++;
        }
        return kept;
    }

    @Test
    void full_countsEventsInFlight() {
        EventBuffer small = bufferOf("1KB");
        int kept = fill(small);
        Batch batch = small.take();
        assertEquals(0, small.waiting());
        assertEquals(0, Events.offer(small, Events.ofSize(100)));
        small.delivered(batch);
        assertEquals(kept, fill(small));
        small.lost(small.take(), Loss.REFUSED);
        assertEquals(kept, fill(small));
    }

    @Test
    void event_largerThanTheBuffer_isRefused() {
        EventBuffer small = bufferOf("1KB");
        assertEquals(0, Events.offer(small, Events.ofSize(1_025)));
        assertEquals(1, Events.offer(small, Events.ofSize(900)));
    }

    @Test
    void counts_followEveryBatch() {
        offer(buffer, "a", "b");
        Batch first = buffer.take();
        offer(buffer, "c", "d", "e");
        assertCounts(buffer, "accepted 5 = delivered 0 + rejected 0 + dropped 0 + pending 5");
        buffer.delivered(first);
        assertEquals(2, buffer.offered() - buffer.pending());
        assertCounts(buffer, "accepted 5 = delivered 2 + rejected 0 + dropped 0 + pending 3");
        buffer.lost(buffer.take(), Loss.REFUSED);
        assertEquals(5, buffer.offered() - buffer.pending());
        assertCounts(buffer, "accepted 5 = delivered 2 + rejected 3 {refused by the API=3} + dropped 0 + pending 0");
    }

    @Test
    void close_countsRemainingEvents_andTakesNoMore() {
        offer(buffer, "a", "b", "c");
        Batch inFlight = buffer.take();
        offer(buffer, "d");
        assertEquals(4, Events.count(buffer.close()));
        assertEquals(0, buffer.waiting());
        assertNull(buffer.take());
        String counts = "accepted 4 = delivered 0 + rejected 0 + dropped 4 {not delivered at shutdown=4} + pending 0";
        assertCounts(buffer, counts);
        buffer.delivered(inFlight);
        buffer.lost(inFlight, Loss.REFUSED);
        assertEquals(0, Events.count(buffer.close()));
        assertCounts(buffer, counts);
    }

    @Test
    void offer_afterClose_isDropped() {
        buffer.close();
        assertEquals(0, Events.offer(buffer, Events.ofSize(1)));
        TrackCounts counts = buffer.counts();
        assertEquals(1, counts.accepted());
        assertEquals(Collections.singletonMap("not delivered at shutdown", 1L), counts.droppedByReason());
        assertEquals(0, counts.pending());
    }
}
