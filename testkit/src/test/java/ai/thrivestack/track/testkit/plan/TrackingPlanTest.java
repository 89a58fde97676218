// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static ai.thrivestack.track.testkit.Tracked.event;
import static ai.thrivestack.track.testkit.Tracked.events;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackingPlanTest {
    private static final ClassLoader CLASS_PATH = TrackingPlanTest.class.getClassLoader();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'string'; 'a' ''; 1 true null [] {} absent; a string",
                "'string?'; 'a' null absent; 1 true [] {}; a string",
                "'number'; 1 -1.5 1e3 12345678901234567890; '1' true null absent; a number",
                "'integer'; 1 -1 12345678901234567890; 1.5 1.0 '1' null absent; an integer",
                "'integer?'; 1 null absent; 1.5 '1'; an integer",
                "'boolean'; true false; 'true' 0 null absent; a boolean",
                "'array'; [] [1]; {} '[]' null absent; an array",
                "'object'; {} {'a':1}; [] '{}' null absent; an object",
                "'any'; 'a' 1 null [] {}; absent; there",
                "'any?'; 'a' 1 null [] {} absent; ; there",
                "['a','b']; 'a' 'b'; 'c' 'A' 1 null absent; 'a' or 'b'",
                "['a',null]; 'a' null absent; 'b' 1; 'a'",
            },
            quoteCharacter = '`')
    void value_isCheckedByItsType(String type, String good, String bad, String shown) {
        TrackingPlan plan = plan("{'e':{'properties':{'p':" + type + "}}}");

        for (String value : values(good)) {
            assertEquals(Collections.emptyList(), check(plan, value), value);
        }
        for (String value : values(bad)) {
            String is = value.equals("absent") ? "missing" : value;
            assertEquals(
                    Collections.singletonList("The property p is " + is + ": it must be " + shown + "."),
                    check(plan, value),
                    value);
        }
    }

    private static List<String> values(String cell) {
        return cell == null ? Collections.emptyList() : Arrays.asList(cell.split(" "));
    }

    private static List<String> check(TrackingPlan plan, String value) {
        String properties = value.equals("absent") ? "{}" : "{'p':" + value + "}";
        return quoted(plan.check(events(event("e", "u", properties, "{}")).get(0)));
    }

    private static List<String> quoted(List<String> faults) {
        faults = new java.util.ArrayList<>(faults);
        faults.replaceAll(fault -> fault.replace('"', '\''));
        return faults;
    }

    @Test
    void event_hasSeveralFaults_allAreToldInThePlansOrder() {
        TrackingPlan plan = plan(
                "{'e':{'properties':{'first_name':'string','seats':'integer'}," + "'context':{'group_id':'string'}}}");

        assertEquals(
                Arrays.asList(
                        "The property first_name is missing: it must be a string. The event has first name.",
                        "The property seats is '3': it must be an integer.",
                        "The context group_id is missing: it must be a string."),
                quoted(plan.check(events(event("e", "u", "{'seats':'3','first name':'Jo'}", "{}"))
                        .get(0))));
    }

    @Test
    void event_unknown_isToldWithTheNearest() {
        TrackingPlan plan = plan("{'signed_in':{},'signed_up':{}}");

        assertEquals(
                Collections.singletonList("The plan has no event SignedUp, but signed_up."),
                plan.check(events(event("SignedUp", "u", "{}", "{}")).get(0)));
        assertEquals(
                Collections.singletonList("The plan has no event page_viewed."),
                plan.check(events(event("page_viewed", "u", "{}", "{}")).get(0)));
        assertEquals(
                Collections.emptyList(),
                plan.check(events(event("signed_up", "u", "{'a':1}", "{'b':2}")).get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; line 1: A plan is an object of events.",
                "`{}\n{}`; line 2: There is more after the end of the plan.",
                "{'e':1}; line 1: What e holds is an object of properties and context.",
                "`{'e':{\n'props':{}}}`; line 2: e has 'props': write 'properties' or 'context'.",
                "{'e':{'context':[]}}; line 1: Properties and context are objects of names and types.",
                "{'e':{'properties':{'p':'text'}}}; line 1: The type of e's p cannot be used: write string, number",
                "{'e':{'properties':{'p':'?'}}}; line 1: The type of e's p cannot be used: write string, number",
                "{'e':{'properties':{'p':7}}}; line 1: The type of e's p cannot be used: write string, number",
                "{'e':{'properties':{'p':[]}}}; line 1: The type of e's p cannot be used: write string, number",
                "{'e':{'properties':{'p':[1]}}}; line 1: The type of e's p cannot be used: write string, number",
                "`{'e':{},\n'e':{}}`; line 2: Duplicate field 'e'",
                "{'e':; line 1: Unexpected end-of-input"
            },
            quoteCharacter = '`')
    void plan_isNone_isRefusedWithPlaceAndReason(String json, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> plan(json));

        assertTrue(e.getMessage().replace('"', '\'').startsWith(message), e.getMessage());
    }

    @Test
    void plan_onTheClassPath_isFound() {
        TrackingPlan plan = TrackingPlan.find(CLASS_PATH, "a-plan.json").get();

        assertEquals(
                1,
                plan.check(events(event("signed_up", "u", "{}", "{}")).get(0)).size());
        assertFalse(TrackingPlan.find(CLASS_PATH, "no-plan.json").isPresent());
    }

    @Test
    void plan_inAFile_isReadAndItsNameTold(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("p.json"), "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                1,
                TrackingPlan.read(file)
                        .check(events(event("e", "u", "{}", "{}")).get(0))
                        .size());

        Files.write(file, "[".getBytes(StandardCharsets.UTF_8));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TrackingPlan.read(file));
        assertTrue(e.getMessage().startsWith(file + ": line 1: "), e.getMessage());
    }

    private static TrackingPlan plan(String json) {
        return TrackingPlan.parse(json.replace('\'', '"'));
    }
}
