// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** Why an event did not reach the API. The texts are stable: they stand in reports, counters and dead letters. */
public enum Loss {
    NO_USER_ID("no user id", true),
    NO_EVENT_NAME("no event name", true),
    TOO_LARGE("too large", true),
    /** Reading the record failed as a whole; a value that cannot be read costs itself alone. */
    UNREADABLE("unreadable record", true),
    REFUSED("refused by the API", true),
    /** What can be told apart of it: one for a damaged stretch of what an earlier process left. */
    SPOOL_DAMAGED("damaged in the spool", true),
    BUFFER_FULL("buffer full", false),
    SHUTDOWN("not delivered at shutdown", false);

    private final String text;
    private final boolean rejected;

    Loss(String text, boolean rejected) {
        this.text = text;
        this.rejected = rejected;
    }

    /** True if the event can never be delivered, false if it could have been: rejected or dropped. */
    public boolean isRejected() {
        return rejected;
    }

    @Override
    public String toString() {
        return text;
    }
}
