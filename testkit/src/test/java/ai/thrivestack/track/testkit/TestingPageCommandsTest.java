// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TestingPageCommandsTest {

    private static final Pattern CURL = Pattern.compile(
            "^curl (?:-X (\\w+) )?'?http://127\\.0\\.0\\.1:8090(/[^\\s']*)'?(?: -d '([^']*)')?", Pattern.MULTILINE);

    @Test
    void commands_ofThePage_areUnderstood() throws IOException {
        String page = new String(Files.readAllBytes(Paths.get("../docs/testing.md")), StandardCharsets.UTF_8);
        int found = 0;
        try (TrackServer server = TrackServer.start()) {
            for (Matcher curl = CURL.matcher(page); curl.find(); found++) {
                String method = curl.group(1) == null ? "GET" : curl.group(1);
                String body = curl.group(3) == null ? "" : curl.group(3);
                int status = Client.request(server, method + " " + curl.group(2), body, "Host: 127.0.0.1:8090").status;
                assertEquals(2, status / 100, curl.group());
            }
        }
        assertEquals(page.split("\ncurl ", -1).length - 1, found);
        assertEquals(7, found);
    }
}
