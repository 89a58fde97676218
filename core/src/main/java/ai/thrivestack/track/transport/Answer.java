// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.util.Collections;
import java.util.List;

/** The result of one attempt to send a batch. Immutable. */
public final class Answer {
    /** Nothing came back. */
    public static final int NO_ANSWER = 0;
    /** Nothing was sent: there is no usable token, or the proxy lets nothing through. */
    static final int NOT_SENT = -1;
    /** Nothing was sent: endpoint or credentials are missing. The mistake in the configuration has been reported. */
    public static final int NOT_CONFIGURED = -2;

    /** Nothing was sent, since no recipient is there now: that is no batch's fault. */
    public static final int NOT_REACHED = -4;
    /** The recipient takes no event of this size, and has all others of the batch. */
    static final int TOO_LARGE = -3;

    /** The HTTP status, or one of the above. */
    public final int status;
    /** False only if the API said so. */
    public final boolean success;
    /** What the server said, or what went wrong; holds no secret. */
    final String message;

    public final List<String> warnings;
    /** False if something else may have answered in the API's place, such as a proxy: the body is no JSON object. */
    public final boolean isOfTheApi;
    /** If the body is a web page, its title, empty if it has none; else null. */
    public final String page;
    /** The exchange broke, or took too long, after the request had left: the request may be at fault. */
    public final boolean isBroken;
    /** How long the server asks us to wait, in nanoseconds; 0 if it does not. */
    public final long retryAfterNanos;

    /** An answer of the API. */
    public Answer(int status, boolean success, String message, List<String> warnings, long retryAfterNanos) {
        this(status, success, message, warnings, true, null, false, retryAfterNanos);
    }

    public Answer(
            int status,
            boolean success,
            String message,
            List<String> warnings,
            boolean isOfTheApi,
            String page,
            boolean isBroken,
            long retryAfterNanos) {
        this.status = status;
        this.success = success;
        this.message = message;
        this.warnings = warnings;
        this.isOfTheApi = isOfTheApi;
        this.page = page;
        this.isBroken = isBroken;
        this.retryAfterNanos = retryAfterNanos;
    }

    public static Answer none(String why) {
        return new Answer(NO_ANSWER, false, why, Collections.emptyList(), 0);
    }

    public static Answer broken(String why) {
        return new Answer(NO_ANSWER, false, why, Collections.emptyList(), false, null, true, 0);
    }

    /** The recipient has every event of the batch, and has nothing to say. */
    public static Answer delivered() {
        return new Answer(200, true, "", Collections.emptyList(), 0);
    }

    /** See {@link #NOT_REACHED}. */
    public static Answer notReached(String why) {
        return new Answer(NOT_REACHED, false, why, Collections.emptyList(), 0);
    }

    /** See {@link #TOO_LARGE}. */
    public static Answer tooLarge(String why) {
        return new Answer(TOO_LARGE, false, why, Collections.emptyList(), 0);
    }

    /** An event alone with such an answer can never be delivered, and its size is at fault. */
    public boolean isTooLarge() {
        return status == 413 || status == TOO_LARGE;
    }

    public static Answer notConfigured(String why) {
        return new Answer(NOT_CONFIGURED, false, why, Collections.emptyList(), 0);
    }

    public static Answer notSent(String why) {
        return new Answer(NOT_SENT, false, why, Collections.emptyList(), 0);
    }

    @Override
    public String toString() {
        if (page != null) {
            return status + " with a web page" + (page.isEmpty() ? "" : " titled \"" + page + "\"")
                    + ", which is not the API's. Check endpoint, and what is between here and there";
        }
        return status > 0 ? status + (message.isEmpty() ? "" : " " + message) : message;
    }
}
