// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.Test;

import static ai.thrivestack.track.testkit.Tracked.event;
import static ai.thrivestack.track.testkit.Tracked.events;
import static org.junit.jupiter.api.Assertions.assertEquals;

class NearMissesTest {
    private static final Expectation EXPECTED = Expectation.named("signed_up")
            .and(Criterion.user("u-1"))
            .and(Criterion.property("plan", "pro"))
            .and(Criterion.property("seats", 3))
            .and(Criterion.noProperty("email"))
            .and(Criterion.context("group_id", "acme"));

    @Test
    void nothing_tracked_isSaid() {
        assertEquals("Nothing was tracked in this test.", text(EXPECTED));
    }

    @Test
    void events_unlike_areCounted() {
        String[] others = {event("b", "u", "{}", "{}"), event("a", "u", "{}", "{}"), event("b", "u", "{}", "{}")};

        assertEquals("Tracked in this test: 2 b, 1 a.", text(EXPECTED, others));
    }

    @Test
    void event_differs_showsEachDifferenceAndTheRest() {
        assertEquals(
                lines(
                        "Nearest:",
                        "",
                        "    signed_up",
                        "      user_id           \"u-1\"",
                        "      plan              missing       <-- expected \"pro\"; it has \"Plan\"",
                        "      seats             \"3\"           <-- expected a number, 3",
                        "      email             \"a@acme.com\"  <-- expected nothing",
                        "      context.group_id  missing       <-- expected \"acme\"; it is in its properties",
                        "      also              {\"Plan\":\"pro\",\"group_id\":\"acme\"}",
                        "      context           {\"source\":\"product\"}"),
                text(
                        EXPECTED,
                        event(
                                "signed_up",
                                "u-1",
                                "{'Plan':'pro','seats':'3','email':'a@acme.com','group_id':'acme'}",
                                "{'source':'product','event_id':'e-1'}")));
    }

    @Test
    void events_many_areThreeNearestFirst_andTheOthersCounted() {
        Expectation expected = Expectation.named("signed_up").and(Criterion.user("u-1"));
        String text = text(
                expected,
                event("sign_up", "u-9", "{}", "{}"),
                event("page_viewed", "u-1", "{}", "{}"),
                event("page_viewed", "u-2", "{}", "{}"),
                event("signed_up", "u-3", "{}", "{}"),
                event("signed_up", "u-4", "{}", "{}"));

        assertEquals(
                lines(
                        "Nearest:",
                        "",
                        "    signed_up",
                        "      user_id  \"u-3\"  <-- expected \"u-1\"",
                        "",
                        "    signed_up",
                        "      user_id  \"u-4\"  <-- expected \"u-1\"",
                        "",
                        "    page_viewed  <-- expected signed_up",
                        "      user_id  \"u-1\"",
                        "",
                        "Also tracked: 1 sign_up, 1 page_viewed."),
                text);
    }

    @Test
    void event_misspelt_isNear() {
        assertEquals(
                lines("Nearest:", "", "    Sign-up  <-- expected sign_up", "      properties  {\"a\":1}"),
                text(Expectation.named("sign_up"), event("Sign-up", "u", "{'a':1}", "{}")));
    }

    @Test
    void value_long_isCutAndWidensNoColumn() {
        String letters = String.join("", Collections.nCopies(200, "x"));
        Expectation expected =
                Expectation.named("a").and(Criterion.property("p", "y")).and(Criterion.property("q", "z"));

        assertEquals(
                lines(
                        "Nearest:",
                        "",
                        "    a",
                        "      p  \"" + letters.substring(0, 119) + "…  <-- expected \"y\"",
                        "      q  1  <-- expected a string, \"z\""),
                text(expected, event("a", "u", "{'p':'" + letters + "','q':1}", "{}")));
    }

    @Test
    void expectation_reads_likeASentence() {
        assertEquals(
                "signed_up with user_id \"u-1\", plan \"pro\", seats 3, no email and context.group_id \"acme\"",
                EXPECTED.toString());
    }

    private static String text(Expectation expected, String... json) {
        List<TrackedEvent> events = json.length == 0 ? Collections.emptyList() : events(json);
        return new NearMisses(expected).among(events);
    }

    private static String lines(String... lines) {
        return String.join("\n", Arrays.asList(lines));
    }
}
