// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ReadmeTest {
    @Test
    void optionsTable_isWhatTheOptionsAre() throws Exception {
        StringBuilder table = new StringBuilder("\n| option | default | | takes |\n|---|---|---|---|\n");
        for (Option<?> option : TrackOptions.all()) {
            String defaultText = option.defaultText().isEmpty() ? "none" : "`" + option.defaultText() + "`";
            table.append("| `" + option + "` | " + defaultText + " | " + option.description() + " | " + option.allowed()
                    + " |\n");
        }
        String readme = new String(Files.readAllBytes(Paths.get("../README.md")), StandardCharsets.UTF_8);
        String begin = "<!-- options: TrackOptions holds these; ReadmeTest compares -->";
        String end = "<!-- end of options -->";
        assertEquals(table.toString(), readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf(end)));
    }
}
