// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

/** What an answer means for its batch. */
public enum Verdict {
    DELIVERED,
    /** The batch itself is at fault, if the API gave the answer. */
    REFUSED,
    /** The API cannot take it now. */
    RETRY,
    /** The API refuses every request: token or endpoint is wrong. The batch is kept, and tried again more slowly. */
    PAUSE;

    public static Verdict of(Answer answer) {
        if (answer.status >= 200 && answer.status < 300) {
            return answer.page != null ? PAUSE : answer.success ? DELIVERED : REFUSED;
        }
        switch (answer.status) {
            case 400:
            case 413:
            case 422:
            case Answer.TOO_LARGE:
                return REFUSED;
            case Answer.NO_ANSWER:
            case Answer.NOT_REACHED:
            case 408:
            case 425:
            case 429:
                return RETRY;
            default:
                return answer.status >= 500 ? RETRY : PAUSE;
        }
    }
}
