// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Prints what the server receives, a line each, and what there is to warn of, once; sums it up. Called by the server one
 * call at a time, under its lock.
 */
final class Console {

    /** An application has some; one that puts ids into its events' names must not fill the memory. */
    private static final int WARNINGS = 1_000;

    private final PrintStream out;
    private final Function<TrackedEvent, List<String>> plan;
    private final Set<String> said = new HashSet<>();
    private long warned;

    /** @param plan what else there is to warn of */
    Console(PrintStream out, Function<TrackedEvent, List<String>> plan) {
        this.out = out;
        this.plan = plan;
    }

    void listen(TrackServer server) {
        server.onEvent(this::accepted);
        server.onRefusal(this::refused);
        print("listening on " + server.endpoint());
        print("live page at " + server.page());
    }

    void sum(TrackServer server) {
        Map<String, Object> counts = server.counts(); // takes the server's lock, after the last event
        String warnings = warned == 0 ? "" : ", with warnings: " + warned;
        String scripted = counts.get("scripted").equals(0L) ? "" : ", answered by script: " + counts.get("scripted");
        print("events accepted: " + counts.get("accepted") + warnings + ", requests refused: " + counts.get("refused")
                + scripted);
        ((Map<?, ?>) counts.get("byName")).forEach((name, count) -> print("  " + count + " " + name));
        if (!counts.get("otherNames").equals(0L)) {
            print("  " + counts.get("otherNames") + " of other names");
        }
    }

    private void accepted(TrackedEvent event) {
        print("accepted " + event.timestamp() + " " + event.eventName()
                + " user_id=" + event.userId()
                + " properties=" + JsonText.of(event.properties())
                + " context=" + JsonText.of(event.context()));
        List<Warning> warnings = Warnings.of(event, plan.apply(event));
        warned += warnings.isEmpty() ? 0 : 1;
        for (Warning warning : warnings) {
            String text = event.eventName() + " " + warning;
            if (said.size() < WARNINGS && said.add(text)) {
                print("warning " + text);
            }
        }
    }

    private void refused(Refusal refusal) {
        print("refused " + refusal.status() + " " + refusal);
    }

    /** What a client sent can neither break the line nor steer the terminal. */
    private void print(String line) {
        out.println(line.replaceAll("[\\p{Cc}\u2028\u2029]", "\ufffd"));
        out.flush();
    }
}
