// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Events for tests in other packages. */
public final class Tracked {

    private Tracked() {}

    /** {@code event("signed_up", "u-17", "{'plan':'pro'}", "{}")}, with apostrophes for quotes. */
    public static String event(String name, String user, String properties, String context) {
        return eventAt("2020-11-23T22:28:55.111Z", name, user, properties, context);
    }

    public static String eventAt(String timestamp, String name, String user, String properties, String context) {
        return ("{'event_name':'" + name + "','user_id':'" + user + "','timestamp':'" + timestamp + "','properties':"
                        + properties + ",'context':" + context + "}")
                .replace('\'', '"');
    }

    /** They must keep to the contract. */
    public static List<TrackedEvent> events(String... json) {
        Verdict verdict = new Contract(Tokens.ANY).judge(Requests.withBody("[" + String.join(",", json) + "]"));
        assertTrue(verdict.accepted(), verdict.message());
        return verdict.events();
    }
}
