// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.List;

import ai.thrivestack.track.Loss;

/** Where losses are told, once the ledger has them: to people, and to the dead-letter file if there is one. Thread-safe. */
final class Losses {
    private final Diagnostics diagnostics;

    Losses(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @return true if it is the first of its kind, and the worker should say it at once */
    boolean tell(Loss loss, String detail, List<byte[]> events) {
        String number = events.size() == 1 ? "an event" : events.size() + " events";
        return diagnostics.report(
                loss.name(), (loss.isRejected() ? "rejected " : "dropped ") + number + ", " + loss + ": " + detail);
    }

    /** As {@link #tell}, where the closing line says the rest. */
    void shutDown(List<byte[]> events) {}

    void flush() {}

    void close() {}
}
