// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.List;

/** What came of one attempt to send a batch. Immutable. */
final class Answer {
    /** Nothing came back. */
    static final int NO_ANSWER = 0;
    /** Nothing was sent, since there is no usable token, or no way. */
    static final int NOT_SENT = -1;
    /** The same for want of an endpoint or of credentials, a mistake in the configuration that has been told. */
    static final int NOT_CONFIGURED = -2;

    /** The HTTP status, or one of the above. */
    final int status;
    /** False only if the API said so. */
    final boolean success;
    /** What the server said, or what went wrong; never a secret. */
    final String message;

    final List<String> warnings;
    /** False if something else may have answered in the API's place, such as a proxy: the body is no JSON object. */
    final boolean isOfTheApi;
    /** The title of the web page that the body is, empty if it has none; null if it is no web page. */
    final String page;
    /** The request had gone to the server when the exchange broke, or took too long: it may be the request's fault. */
    final boolean isBroken;
    /** How long the server asks us to wait, 0 if it does not. */
    final long retryAfterNanos;

    /** Of the API. */
    Answer(int status, boolean success, String message, List<String> warnings, long retryAfterNanos) {
        this(status, success, message, warnings, true, null, false, retryAfterNanos);
    }

    Answer(
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

    static Answer none(String why) {
        return new Answer(NO_ANSWER, false, why, Collections.emptyList(), 0);
    }

    static Answer broken(String why) {
        return new Answer(NO_ANSWER, false, why, Collections.emptyList(), false, null, true, 0);
    }

    static Answer notConfigured(String why) {
        return new Answer(NOT_CONFIGURED, false, why, Collections.emptyList(), 0);
    }

    static Answer notSent(String why) {
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
