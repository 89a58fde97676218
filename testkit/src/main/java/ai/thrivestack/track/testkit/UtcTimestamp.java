// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract's "UTC, ISO 8601", in the reading that every server shares: {@code yyyy-MM-ddTHH:mm:ss[.fraction]Z} with
 * a real date and time of day. Other spellings that ISO 8601 has for UTC ({@code +00:00}, {@code 24:00:00}, a comma
 * before the fraction, no separators) and leap seconds are refused, for the same reason for which 2 MB are 2,000,000
 * bytes: the smaller reading is the safe one.
 */
final class UtcTimestamp {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]{1,9})[0-9]*)?Z");

    private UtcTimestamp() {}

    static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String fraction = form.group(2) == null ? "0" : form.group(2);
        try {
            return Optional.of(
                    LocalDateTime.parse(form.group(1) + "." + fraction).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
