// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Settlement;

/** Events of a {@link RelayStore}. Nothing is copied: each stays in its source's own array. */
final class RelayBatch<E extends RelayEvent> extends Batch {
    /** Where the events came from. */
    interface Origin<E extends RelayEvent> {
        /** Under the lock: they are no longer in flight. */
        void settled(Settlement<E> settlement);

        /** The worker, without the lock: their source has taken them back, so they are not sent again. */
        void dropped(List<E> events);
    }

    private final Origin<E> origin;
    private final List<E> events;
    private final int bytes;
    /** Null unless the worker gives it up. */
    private String refusal;

    RelayBatch(long first, Origin<E> origin, List<E> events) {
        super(first);
        this.origin = origin;
        this.events = events;
        this.bytes = events.stream().mapToInt(event -> event.json().length).sum();
    }

    @Override
    public int events() {
        return events.size();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public byte[] event(int index) {
        return events.get(index).json();
    }

    @Override
    public RelayBatch<E> part(int from, int to) {
        return new RelayBatch<>(first() + from, origin, events.subList(from, to));
    }

    @Override
    public RelayBatch<E> wanted() {
        Map<Boolean, List<E>> byWanted = events.stream().collect(Collectors.partitioningBy(RelayEvent::isWanted));
        if (byWanted.get(false).isEmpty()) {
            return this;
        }
        origin.dropped(byWanted.get(false));
        List<E> wanted = byWanted.get(true);
        return wanted.isEmpty() ? null : new RelayBatch<>(first(), origin, wanted);
    }

    @Override
    public boolean isJudgedOneByOne() {
        return true;
    }

    @Override
    public void refused(String why) {
        refusal = why;
    }

    @Override
    public void settled() {
        origin.settled(new Settlement<>(events, refusal));
    }

    /** The source keeps the events until it hears that they are settled. */
    @Override
    public boolean isSpooled() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        char before = '[';
        for (E event : events) {
            out.write(before);
            out.write(event.json());
            before = ',';
        }
        out.write(']');
    }
}
