// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

/** Whether a {@link Store} can add an event. */
public enum Admission {
    YES,
    /** Not yet: the store is making space. */
    SOON,
    /** The store is full until older events leave it. */
    FULL,
    /** The store cannot be used now: another store must keep the event. */
    UNUSABLE
}
