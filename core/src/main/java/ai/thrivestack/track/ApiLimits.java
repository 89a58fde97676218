// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** What one request to the Track API may hold; above either limit the API answers 400. */
public final class ApiLimits {
    public static final int MAX_REQUEST_EVENTS = 1_000;

    /** The published 2 MB, read as the smaller of its two meanings: bytes of UTF-8, brackets and commas included. */
    public static final int MAX_REQUEST_BYTES = 2_000_000;

    /** An event alone in its request stands between two brackets. */
    public static final int MAX_EVENT_BYTES = MAX_REQUEST_BYTES - 2;

    private ApiLimits() {}
}
