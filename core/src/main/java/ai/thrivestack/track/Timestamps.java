// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as the API wants them, {@code 2026-11-23T22:28:55.111Z}. Formatting costs more than the rest of an event, so it
 * is done once a second; in between only the milliseconds are exchanged. Thread-safe.
 */
public final class Timestamps {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private volatile Formatted last = new Formatted(0, FORMAT.format(Instant.EPOCH));

    private static final class Formatted {
        final long millis;
        final String text;

        Formatted(long millis, String text) {
            this.millis = millis;
            this.text = text;
        }
    }

    /** @param millis since 1970-01-01T00:00Z */
    public String of(long millis) {
        Formatted formatted = last;
        if (formatted.millis != millis) {
            formatted = new Formatted(millis, format(millis, formatted));
            last = formatted;
        }
        return formatted.text;
    }

    private static String format(long millis, Formatted before) {
        if (Math.floorDiv(millis, 1_000L) != Math.floorDiv(before.millis, 1_000L)) {
            return FORMAT.format(Instant.ofEpochMilli(millis));
        }
        int fraction = (int) Math.floorMod(millis, 1_000L);
        int dot = before.text.length() - 5;
        return new StringBuilder(before.text.length())
                .append(before.text, 0, dot + 1)
                .append((char) ('0' + fraction / 100))
                .append((char) ('0' + fraction / 10 % 10))
                .append((char) ('0' + fraction % 10))
                .append('Z')
                .toString();
    }
}
