// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as the API wants them, {@code 2026-11-23T22:28:55.111Z}. Formatting costs more than the rest of an event, so it
 * is done once a millisecond, of which the last is kept. Thread-safe.
 */
public final class Timestamps {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private volatile Formatted last = new Formatted(0);

    private static final class Formatted {
        final long millis;
        final String text;

        Formatted(long millis) {
            this.millis = millis;
            this.text = FORMAT.format(Instant.ofEpochMilli(millis));
        }
    }

    /** @param millis since 1970-01-01T00:00Z */
    public String of(long millis) {
        Formatted formatted = last;
        if (formatted.millis != millis) {
            formatted = new Formatted(millis);
            last = formatted;
        }
        return formatted.text;
    }
}
