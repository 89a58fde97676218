// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.PrintStream;
import java.util.Map;

/** Prints what the server receives, a line each, and sums it up. Called by the server one call at a time. */
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    void listen(TrackServer server) {
        server.onEvent(this::accepted);
        server.onRefusal(this::refused);
        print("listening on " + server.endpoint());
        print("live page at " + server.page());
    }

    void sum(TrackServer server) {
        Map<String, Object> counts = server.counts();
        String scripted = counts.get("scripted").equals(0L) ? "" : ", answered by script: " + counts.get("scripted");
        print("events accepted: " + counts.get("accepted") + ", requests refused: " + counts.get("refused") + scripted);
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
