// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collections;

import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a call site has a plan, and records of it that differ from those before. */
final class PlanTest {
    private final EventEncoder encoder = Encoders.with("defaultUserId", "u1");
    private final long[] thread = Encoders.thread();

    private JsonNode event(FakeRecord record) throws Exception {
        return StrictJson.read(Encoders.encode(encoder, record, thread));
    }

    private void logTwice(String template, Object... arguments) throws Exception {
        event(FakeRecord.of(template, arguments));
        assertFalse(encoder.hasPlan(FakeRecord.of(template, arguments)), "a plan for one record");
        event(FakeRecord.of(template, arguments));
    }

    private void assertHasPlan(String template, Object... arguments) throws Exception {
        logTwice(template, arguments);
        assertTrue(encoder.hasPlan(FakeRecord.of(template, arguments)));
    }

    @Test
    void plan_secondRecordOfACallSite_isThere() throws Exception {
        assertHasPlan("plan_changed plan={} seats={}", "pro", 3);
        assertEquals(
                "{\"plan\":\"free\",\"seats\":null}",
                event(FakeRecord.of("plan_changed plan={} seats={}", "free", null))
                        .get("properties")
                        .toString());
    }

    @Test
    void plan_oneNameTwice_isNone() throws Exception {
        logTwice("plan_changed plan={} plan={}", "pro", "free");
        assertEquals(
                "{\"plan\":\"free\"}",
                event(FakeRecord.of("plan_changed plan={} plan={}", null, "free"))
                        .get("properties")
                        .toString());
    }

    @Test
    void plan_textOfTheTemplateThatStandsInForNull_isNone() throws Exception {
        logTwice("plan_changed plan={} plan=trial", "pro");
        assertEquals(
                "{\"plan\":\"trial\"}",
                event(FakeRecord.of("plan_changed plan={} plan=trial", (Object) null))
                        .get("properties")
                        .toString());
    }

    @Test
    void blankGroup_afterAPlanWasMade_isAPropertyAsWithoutPlan() throws Exception {
        assertHasPlan("plan_changed group_id={}", "g1");
        JsonNode event = event(FakeRecord.of("plan_changed group_id={}", " "));
        assertEquals(" ", event.get("properties").get("group_id").textValue());
        assertFalse(event.get("context").has("group_id"));
    }

    @Test
    void map_afterAPlanWasMade_givesItsEntries() throws Exception {
        assertHasPlan("plan_changed {}", "pro");
        assertEquals(
                "{\"plan\":\"pro\"}",
                event(FakeRecord.of("plan_changed {}", Collections.singletonMap("plan", "pro")))
                        .get("properties")
                        .toString());
    }

    @Test
    void userIdInTheMdc_afterAPlanWasMadeWithoutAny_counts() throws Exception {
        assertHasPlan("plan_changed plan={}", "pro");
        JsonNode event = event(FakeRecord.of("plan_changed plan={}", "pro").mdc("user_id", "u2", "groupId", "g2"));
        assertEquals("u2", event.get("user_id").textValue());
        assertEquals("g2", event.get("context").get("group_id").textValue());
    }

    @Test
    void tooLargeValue_afterAPlanWasMade_isRejectedAndTakesOneTime() throws Exception {
        assertHasPlan("plan_changed plan={}", "pro");
        long before = thread[EventTimes.MILLIS];
        String large = new String(new char[3_000_000]).replace('\0', 'x');
        Rejection rejection = assertThrows(Rejection.class, () -> event(FakeRecord.of("plan_changed plan={}", large)));
        assertEquals(Loss.TOO_LARGE, rejection.loss());
        assertEquals(before + 1, thread[EventTimes.MILLIS]);
    }

    @Test
    void plans_ofMessagesThatNeverComeAgain_doNotTakeTheirPlaceForLong() throws Exception {
        assertHasPlan("plan_changed plan={}", "pro");
        for (int i = 0; i < 100_000; i++) {
            event(FakeRecord.of("order " + i + " shipped"));
        }
        for (int i = 0; i < 64; i++) {
            event(FakeRecord.of("plan_changed plan={}", "pro"));
        }
        assertTrue(encoder.hasPlan(FakeRecord.of("plan_changed plan={}", "pro")));
    }
}
