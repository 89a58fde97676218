// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.OneLine;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Lists the contents of a spool. It only reads, and may run while the spool is in use; its figures then come from
 * different moments.
 */
public final class SpoolReport {
    private static final String ROW = "%-46s %8s %10s %10s %8s%n";
    private static final String NAME_ROW = "%-46s %8s  %s%n";
    private static final String UNREADABLE = "(no event name)";

    private final Instant now;

    /** By event name: how many are pending, and the time of the oldest. */
    private final Map<String, Pending> names = new TreeMap<>();

    private final Figures all = new Figures();

    private static final class Figures {
        int pending;
        int delivered;
        int damaged;
    }

    private static final class Pending {
        int events;
        /** Null if no event has a readable time. */
        Instant oldest;
    }

    public static void print(Path spool, PrintStream out) throws IOException {
        new SpoolReport(Instant.now()).report(spool, out);
    }

    SpoolReport(Instant now) {
        this.now = now;
    }

    void report(Path spool, PrintStream out) throws IOException {
        out.printf(ROW, "owner", "in use", "pending", "delivered", "damaged");
        for (Path directory : SpoolDirectory.directories(spool)) {
            try {
                Figures figures = read(directory, out);
                String inUse = SpoolDirectory.isInUse(directory) ? "yes" : "no";
                out.printf(
                        ROW,
                        OneLine.of(directory.getFileName().toString()),
                        inUse,
                        figures.pending,
                        figures.delivered,
                        figures.damaged);
            } catch (IOException gone) {
                out.println(OneLine.of(
                        directory.getFileName() + " cannot be read, or has just been delivered: " + gone.getMessage()));
            }
        }
        out.printf(ROW, "all", "", all.pending, all.delivered, all.damaged);
        out.println();
        out.printf(NAME_ROW, "event", "pending", "oldest");
        names.forEach((name, pending) -> out.printf(NAME_ROW, name, pending.events, age(pending.oldest)));
    }

    private Figures read(Path directory, PrintStream out) throws IOException {
        Figures figures = new Figures();
        for (Path path : SpoolDirectory.segments(directory)) {
            try (Segment segment = Segment.inspect(path)) {
                SegmentReader reader = new SegmentReader(segment);
                while (reader.advance(segment.end())) {
                    if (reader.isSettled()) {
                        figures.delivered++;
                    } else {
                        figures.pending++;
                        count(reader.event());
                    }
                }
                figures.damaged += reader.damages();
            } catch (Segment.UnknownVersionException other) {
                out.println(OneLine.of(other.getMessage()));
            }
        }
        all.pending += figures.pending;
        all.delivered += figures.delivered;
        all.damaged += figures.damaged;
        return figures;
    }

    private void count(byte[] event) {
        String name = UNREADABLE;
        Instant time = null;
        try (JsonParser parser = Json.FACTORY.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("event_name")) {
                    name = OneLine.of(parser.getText()); // a terminal obeys some control characters
                } else if (field.equals("timestamp")) {
                    time = Instant.parse(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException | DateTimeParseException odd) {
            // it is pending nevertheless
        }
        Pending pending = names.computeIfAbsent(name, any -> new Pending());
        pending.events++;
        if (time != null && (pending.oldest == null || time.isBefore(pending.oldest))) {
            pending.oldest = time;
        }
    }

    private String age(Instant time) {
        if (time == null) {
            return "unknown";
        }
        long seconds = Math.max(0, Duration.between(time, now).getSeconds());
        return seconds < 120
                ? seconds + " s"
                : seconds < 7200
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
