// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** Why an event did not reach the API. The texts are stable: reports, counters and dead letters show them. */
public enum Loss {
    NO_USER_ID("no user id", true),
    NO_EVENT_NAME("no event name", true),
    TOO_LARGE("too large", true),
    /** The whole record could not be read; if only a value cannot be read, only that value is missing. */
    UNREADABLE("unreadable record", true),
    REFUSED("refused by the API", true),
    /** Left by an earlier process: counts one for each damaged stretch, since its events cannot be told apart. */
    SPOOL_DAMAGED("damaged in the spool", true),
    BUFFER_FULL("buffer full", false),
    SHUTDOWN("not delivered at shutdown", false);

    private final String text;
    private final boolean rejected;

    Loss(String text, boolean rejected) {
        this.text = text;
        this.rejected = rejected;
    }

    /** True if the event can never be delivered (rejected), false if it could have been (dropped). */
    public boolean isRejected() {
        return rejected;
    }

    @Override
    public String toString() {
        return text;
    }
}
