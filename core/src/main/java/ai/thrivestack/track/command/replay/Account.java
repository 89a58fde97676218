// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

/** Where the dead letters of this run have gone. Not thread-safe. */
final class Account {
    private long delivered;
    private long refused;
    private long unsendable;

    void delivered(int events) {
        delivered += events;
    }

    void refused() {
        refused++;
    }

    /** A letter without an event, or with one that the API cannot take. */
    void unsendable() {
        unsendable++;
    }

    long delivered() {
        return delivered;
    }

    boolean isAllDelivered() {
        return refused + unsendable == 0;
    }

    /** Empty if every letter can be sent. */
    String others() {
        return unsendable == 0
                ? ""
                : ", " + unsendable + " cannot be sent: no event, no name or user id in it, or too large";
    }

    @Override
    public String toString() {
        return delivered + " delivered, " + refused + " refused again" + others();
    }
}
