// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.List;

import ai.thrivestack.track.spool.Segment;

/** Events that are under way together, each the UTF-8 of one JSON object. Immutable. */
final class Batch {
    /** The position of the first of them among all that the buffer ever kept, or one before it. */
    final long first;

    final List<byte[]> events;
    /** Bytes of the request's body: the events, a comma between each two, and the brackets. */
    final int length;
    /** Where they came from. */
    final Store store;
    /** In a spool, their records lie here, one after the other … */
    final SpooledSegment segment;
    /** … from this place on. */
    final int place;

    /** @param bytes of the events themselves */
    Batch(long first, List<byte[]> events, int bytes, Store store) {
        this(first, events, bytes, store, null, 0);
    }

    Batch(long first, List<byte[]> events, Store store, SpooledSegment segment, int place) {
        this(first, events, bytes(events), store, segment, place);
    }

    private Batch(long first, List<byte[]> events, int bytes, Store store, SpooledSegment segment, int place) {
        this.first = first;
        this.events = events;
        this.store = store;
        this.segment = segment;
        this.place = place;
        this.length = length(events.size(), bytes);
    }

    /** Of a request's body with so many events of so many bytes. */
    static int length(int events, int bytes) {
        return 1 + events + bytes;
    }

    private static int bytes(List<byte[]> events) {
        int sum = 0;
        for (byte[] event : events) {
            sum += event.length;
        }
        return sum;
    }

    Batch firstHalf() {
        return new Batch(first, events.subList(0, half()), store, segment, place);
    }

    Batch secondHalf() {
        return new Batch(first + half(), events.subList(half(), events.size()), store, segment, placeOf(half()));
    }

    private int half() {
        return events.size() / 2;
    }

    /** Bytes of the events themselves. */
    int bytes() {
        return length - 1 - events.size();
    }

    /** Where their records end. */
    int endPlace() {
        return placeOf(events.size());
    }

    private int placeOf(int event) {
        int at = place;
        for (byte[] before : events.subList(0, event)) {
            at += Segment.recordBytes(before.length);
        }
        return at;
    }
}
