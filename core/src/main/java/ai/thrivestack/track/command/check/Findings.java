// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.OneLine;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** Prints each finding at once, and keeps what the exit code depends on. Not thread-safe. */
final class Findings {
    private static final int CONFIGURATION = 1;
    private static final int NETWORK = 3;

    private final PrintStream out;
    private final boolean json;
    private final Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);

    /** @param json an object a line, else text */
    Findings(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(Finding finding) {
        counts.merge(finding.kind, 1, Integer::sum);
        out.println(json ? json(finding) : text(finding));
    }

    private static String text(Finding finding) {
        String place = finding.place.isEmpty() ? "" : finding.place + ": ";
        String appender = finding.appender.isEmpty() ? "" : finding.appender + ": ";
        return OneLine.of(place + appender + finding.kind.level + ": " + finding.sentence);
    }

    /** In ASCII, whatever the console's character set is. */
    private static String json(Finding finding) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(line)) {
            generator.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            generator.writeStartObject();
            generator.writeStringField("level", finding.kind.level);
            generator.writeStringField("about", finding.kind.about);
            if (!finding.place.isEmpty()) {
                generator.writeStringField("place", finding.place);
            }
            if (!finding.appender.isEmpty()) {
                generator.writeStringField("appender", finding.appender);
            }
            generator.writeStringField("message", finding.sentence);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new String(line.toByteArray(), StandardCharsets.US_ASCII);
    }

    /** How many are wrong so far, warnings not counted. */
    int errors() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().level.equals("error"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int of(Finding.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** @param strict warnings count as errors */
    int exitCode(boolean strict) {
        if (of(Finding.Kind.CONFIGURATION) > 0 || strict && of(Finding.Kind.WARNING) > 0) {
            return CONFIGURATION;
        }
        return errors() > 0 ? NETWORK : 0;
    }

    /** In text, a last line. */
    void sum() {
        if (!json) {
            out.println(plural(errors(), "error") + ", " + plural(of(Finding.Kind.WARNING), "warning"));
        }
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
