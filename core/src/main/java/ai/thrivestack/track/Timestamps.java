// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Formats times as the API wants them, {@code 2026-11-23T22:28:55.111Z}. Formatting costs more than the rest of an event,
 * so it is done once a second; only digits follow. Thread-safe.
 */
public final class Timestamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);

    private volatile Second last = new Second(0);

    private static final class Second {
        final long number;
        final String text;

        Second(long number) {
            this.number = number;
            text = FORMAT.format(Instant.ofEpochSecond(number));
        }
    }

    /**
     * The time up to the point after the second, in ASCII.
     *
     * @param millis since 1970-01-01T00:00Z
     */
    public String second(long millis) {
        long number = Math.floorDiv(millis, 1_000L);
        Second second = last;
        if (second.number != number) {
            second = new Second(number);
            last = second;
        }
        return second.text;
    }

    /** The whole time, with three digits after the point. @param millis since 1970-01-01T00:00Z */
    public String of(long millis) {
        long fraction = Math.floorMod(millis, 1_000L);
        return second(millis)
                + (char) ('0' + fraction / 100)
                + (char) ('0' + fraction / 10 % 10)
                + (char) ('0' + fraction % 10)
                + 'Z';
    }
}
