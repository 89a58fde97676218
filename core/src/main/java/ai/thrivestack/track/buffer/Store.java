// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

/**
 * Keeps waiting events that should survive the end of the process. Used under the ledger's lock, except where a method
 * says otherwise.
 */
public interface Store extends Source {
    /** The checksum that {@link #add} needs. Called without the lock, because it takes time. */
    int checksum(byte[] event, int length);

    /** Whether an event of {@code length} bytes may be added now. */
    Admission admit(int length);

    /** How much longer the answer may stay {@link Admission#SOON}, in nanoseconds. */
    long patienceNanos();

    /** A log call has waited until {@link #patienceNanos} was over. */
    void lostPatience();

    /**
     * Keeps an event that was admitted.
     *
     * @param position its number among all events that the buffer ever kept
     * @return false if it failed nevertheless
     */
    boolean add(byte[] event, int length, int checksum, long position);

    /**
     * Gives up the oldest waiting events to make space for an event of {@code length} bytes, and reports them later.
     *
     * @return how many, 0 if it can give up none, or if that would not help
     */
    int evict(int length);
}
