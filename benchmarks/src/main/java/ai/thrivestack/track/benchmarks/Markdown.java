// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of a table, and figures in them. */
final class Markdown {
    private Markdown() {}

    /** The first column has words, the others figures. */
    static String head(String... names) {
        return row((Object[]) names)
                + row(Stream.concat(
                                Stream.of("---"), Stream.generate(() -> "---:").limit(names.length - 1L))
                        .toArray());
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    static String shown(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value != Math.rint(value) ? "%.2f" : "%,.0f", value);
    }
}
