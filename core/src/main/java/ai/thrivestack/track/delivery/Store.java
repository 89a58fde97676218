// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.function.Consumer;

/** Where events wait, the oldest first: in memory, or in a spool. Used under the buffer's lock except where said. */
interface Store {
    /** How many events wait, those under way not counted. */
    int waiting();

    /** The position of the oldest that waits, {@link Positions#NONE} if nobody can wait for any of them. */
    long oldest();

    /** There is room for an event of so many bytes. */
    boolean hasRoom(int length);

    /**
     * Keeps an event for which there is room.
     *
     * @param checksum see {@link ai.thrivestack.track.spool.Segment#checksum(byte[])}; 0 if it is not known
     * @return false if that has failed all the same
     */
    boolean add(byte[] event, int checksum, long position);

    /**
     * Gives up the oldest that waits, or as many as it takes to make any room.
     *
     * @param given takes each of them, unless the store tells them later itself
     * @return how many, 0 if none waits
     */
    int evict(Consumer<byte[]> given);

    /** The worker, without the lock: takes what waits, as far as one request of so many bytes may hold it. */
    Batch take(int mostBytes, UnderWay underWay);

    /** The worker, without the lock, before {@link #settled}: a later process must not send these again. */
    void record(Batch batch);

    /** A batch that was taken is no longer under way. */
    void settled(Batch batch);
}
