// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.report.DeadLetters;

/** Makes files of dead letters, as the appenders write them. */
final class Letters {
    private Letters() {}

    static String event(String id) {
        return "{\"event_name\":\"signed_up\",\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T22:28:55.111Z\","
                + "\"properties\":{\"text\":\"\u00fc } {\\\"\"},\"context\":{\"event_id\":\"" + id + "\"}}";
    }

    static Path of(Path directory, int count) throws IOException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("e" + i));
        }
        return of(directory, events.toArray(new String[0]));
    }

    /** @param events null for a letter without an event */
    static Path of(Path directory, String... events) throws IOException {
        Path file = directory.resolve("dead.json");
        Files.deleteIfExists(file);
        DeadLetters letters = new DeadLetters(file);
        for (String event : events) {
            letters.append(Loss.BUFFER_FULL, "", event == null ? null : event.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
