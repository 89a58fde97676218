// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Settlement;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RelayStoreTest {
    private static final class Event implements RelayEvent {
        final byte[] json;
        boolean isWanted = true;

        Event(byte[] json) {
            this.json = json;
        }

        @Override
        public byte[] json() {
            return json;
        }

        @Override
        public boolean isWanted() {
            return isWanted;
        }
    }

    private final AtomicLong clock = new AtomicLong();
    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer = new EventBuffer(Given.options(), ledger, Events.UNHEARD, clock::get);
    private final RelayStore<Event> store = new RelayStore<>(ledger, clock::get);

    RelayStoreTest() {
        buffer.add(store);
    }

    private Event add(String name) {
        return add(Events.named(name));
    }

    private Event add(byte[] json) {
        Event event = new Event(json);
        store.add(event);
        return event;
    }

    private static String body(Batch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            batch.writeTo(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertEquals(batch.length(), out.size());
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void events_leaveInTheirOrder_uncopied() {
        Event first = add("a");
        add("b");
        assertEquals(2, buffer.waiting());
        Batch batch = buffer.take();
        assertEquals("[a,b]", body(batch));
        assertSame(first.json, batch.event(0));
        assertEquals(0, buffer.waiting());
        assertEquals(2, buffer.pending());
        assertNull(buffer.take());
    }

    @Test
    void delivered_events_areTold_once() {
        List<Event> events = Arrays.asList(add("a"), add("b"));
        buffer.delivered(buffer.take());
        Settlement<Event> settlement = store.poll();
        assertEquals(events, settlement.events);
        assertNull(settlement.refusal);
        assertNull(store.poll());
        assertEquals("accepted 2 = delivered 2 + rejected 0 + dropped 0 + pending 0", "" + buffer.counts());
        assertEquals(0, store.occupied());
    }

    @Test
    void refused_event_isToldWithItsReason_andItsHalfOfTheBatchStays() {
        add("a");
        Event bad = add("b");
        Batch batch = buffer.take();
        Batch first = batch.part(0, 1);
        Batch second = batch.part(1, 2);
        buffer.cut(batch, first, second);
        second.refused("400 why");
        buffer.lost(second, Loss.REFUSED);
        Settlement<Event> settlement = store.poll();
        assertEquals(Arrays.asList(bad), settlement.events);
        assertEquals("400 why", settlement.refusal);
        assertNull(store.poll());
        assertEquals(1, buffer.pending());
        assertEquals(RelayStore.OVERHEAD + 1, store.occupied());
    }

    @Test
    void batch_holdsAsMuchAsARequest() {
        for (int i = 0; i < ApiLimits.MAX_REQUEST_EVENTS + 1; i++) {
            add("a");
        }
        assertEquals(ApiLimits.MAX_REQUEST_EVENTS, buffer.take().events());
        assertEquals(1, buffer.take().events());
        add(Events.ofSize(1_000_000));
        add(Events.ofSize(ApiLimits.MAX_REQUEST_BYTES - 1_000_000 - 3));
        add("c");
        assertEquals(ApiLimits.MAX_REQUEST_BYTES, buffer.take().length());
        assertEquals(1, buffer.take().events());
    }

    @Test
    void anyNumberOfBytes_isKept() {
        EventBuffer small = new EventBuffer(Given.options("bufferSize", "1KB"), ledger, Events.UNHEARD);
        small.add(store);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            events.add(add(Events.ofSize(1_000)));
        }
        assertEquals(100 * (1_000L + RelayStore.OVERHEAD), store.occupied());
        List<Event> settled = new ArrayList<>();
        for (Batch batch; (batch = small.take()) != null; ) {
            small.delivered(batch);
            settled.addAll(store.poll().events);
        }
        assertEquals(events, settled);
    }

    @Test
    void takenBack_events_doNotLeave() {
        Event first = add("a");
        add("b");
        Event last = add("c");
        first.isWanted = false;
        last.isWanted = false;
        store.dropUnwanted();
        assertEquals(1, buffer.waiting());
        assertEquals("[b]", body(buffer.take()));
        assertEquals("accepted 1 = delivered 0 + rejected 0 + dropped 0 + pending 1", "" + buffer.counts());
    }

    @Test
    void takenBack_withoutAWord_doesNotLeave() {
        add("a").isWanted = false;
        assertNull(buffer.take());
        assertEquals(0, buffer.waiting());
        assertEquals(0, store.occupied());
    }

    @Test
    void age_isThatOfTheOldest_andSurvivesATake() {
        add("a");
        clock.set(5);
        Event second = add("b");
        clock.set(9);
        add("c");
        assertEquals(0, buffer.oldestNanos());
        second.isWanted = false;
        buffer.take().events();
        clock.set(20);
        add("d");
        assertEquals(20, buffer.oldestNanos());
    }

    @Test
    void unsettled_events_stayWithTheirSource_atTheEnd() {
        add("a");
        buffer.take();
        add("b");
        assertTrue(buffer.close().isEmpty());
        assertNull(store.poll());
        assertEquals("accepted 2 = delivered 0 + rejected 0 + dropped 0 + pending 2", "" + buffer.counts());
    }
}
