// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

/** What an answer means for the batch. */
enum Verdict {
    DELIVERED,
    /** The batch itself is at fault. */
    REFUSED,
    /** The API cannot take it now. */
    RETRY,
    /** The API refuses us: token or endpoint are wrong. The batch is kept, and tried again more slowly. */
    PAUSE;

    static Verdict of(Answer answer) {
        switch (answer.status) {
            case 200:
                return answer.success ? DELIVERED : REFUSED;
            case 400:
            case 413:
                return REFUSED;
            case Answer.NO_ANSWER:
            case 408:
            case 425:
            case 429:
                return RETRY;
            default:
                return answer.status >= 500 ? RETRY : PAUSE;
        }
    }
}
