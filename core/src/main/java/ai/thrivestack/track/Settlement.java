// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.List;

/** Events of a relay that are settled: the API has accepted them, or refused them for good. Immutable. */
public final class Settlement<E extends RelayEvent> {
    /** In the order in which the relay got them; at least one. */
    public final List<E> events;
    /** Why the API refused them, as a message may show it; null if it accepted them. */
    public final String refusal;

    public Settlement(List<E> events, String refusal) {
        this.events = events;
        this.refusal = refusal;
    }
}
