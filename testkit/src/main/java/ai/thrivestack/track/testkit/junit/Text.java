// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.time.Duration;
import java.util.List;

/** Pieces of messages. */
final class Text {

    private Text() {}

    /** Each on a line of its own. */
    static String list(List<String> items) {
        StringBuilder list = new StringBuilder();
        items.forEach(item -> list.append("\n    ").append(item));
        return list.toString();
    }

    /** {@code  within 5 s}. */
    static String after(Duration timeout) {
        return " within " + of(timeout);
    }

    /** {@code 5 s}, {@code 200 ms}. */
    static String of(Duration time) {
        long millis = time.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
