// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;

import ai.thrivestack.track.transport.RequestBody;

/**
 * Events that are in flight together, each the UTF-8 of one JSON object. They do not change until the batch is delivered.
 * After that they must not be read, since their memory may be used again.
 */
public abstract class Batch implements RequestBody {
    /** The position of its oldest event among all events that the buffer ever kept, or an earlier position. */
    private final long first;
    /**
     * The events of the whole batch that this one was cut from, if it was, that are at their recipient already: not every
     * recipient takes all events of a batch or none. All parts share it; at most one of them is in flight then.
     */
    private final BitSet acknowledged;
    /** Where this batch begins in the whole one. */
    private final int offset;

    protected Batch(long first) {
        this.first = first;
        this.acknowledged = new BitSet();
        this.offset = 0;
    }

    /** A part of a batch, from an index on. */
    protected Batch(Batch batch, int from) {
        this.first = batch.first + from;
        this.acknowledged = batch.acknowledged;
        this.offset = batch.offset + from;
    }

    public final long first() {
        return first;
    }

    @Override
    public final boolean isAcknowledged(int index) {
        return acknowledged.get(offset + index);
    }

    @Override
    public final void acknowledged(int index) {
        acknowledged.set(offset + index);
    }

    /** Bytes of the events themselves. */
    public abstract int bytes();

    /** The events from index {@code from} to before index {@code to}, as a batch of the same kind. */
    public abstract Batch part(int from, int to);

    /** The same without the events that their source has taken back: this batch if there are none, null if all are. */
    public Batch wanted() {
        return this;
    }

    /** The API must refuse each event alone, however many requests that takes: its source asks for its own reason. */
    public boolean isJudgedOneByOne() {
        return false;
    }

    /** Called by the worker, before {@link #settled}, if it gives the batch up. */
    public void refused(String why) {}

    /**
     * Called by the worker without the lock, before {@link #settled}: a later process must not send these events again.
     */
    public void recordSettled() {}

    /** Called under the ledger's lock: the batch is no longer in flight. */
    public void settled() {}

    /** False if the events are lost when the process dies. */
    public abstract boolean isSpooled();

    @Override
    public final int length() {
        return length(events(), bytes());
    }

    /** Bytes of a request's body: the events, a comma between each two, and the brackets. */
    public static int length(int events, int bytes) {
        return 1 + events + bytes;
    }

    /** Bytes of memory that the events occupy. */
    final long occupied() {
        return Claims.occupied(events(), bytes());
    }

    /** Copies of the events. Each {@code get} makes a new copy. */
    public final List<byte[]> copies() {
        return new AbstractList<byte[]>() {
            @Override
            public byte[] get(int index) {
                return event(index);
            }

            @Override
            public int size() {
                return events();
            }
        };
    }
}
