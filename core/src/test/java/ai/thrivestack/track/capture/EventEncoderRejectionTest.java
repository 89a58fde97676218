// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;
import java.util.Collections;

import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a rejected record leaves for a dead letter. */
class EventEncoderRejectionTest {
    private static final String[] OPTIONS = {"deadLetterFile", "dead.jsonl", "eventIds", "false"};

    private static Rejection rejection(FakeRecord record, String... options) {
        return assertThrows(Rejection.class, () -> Encoders.encode(Encoders.with(options), record, Encoders.thread()));
    }

    private static JsonNode event(Loss loss, FakeRecord record, String... options) {
        String[] all = Arrays.copyOf(OPTIONS, OPTIONS.length + options.length);
        System.arraycopy(options, 0, all, OPTIONS.length, options.length);
        Rejection rejection = rejection(record.at(1_000), all);
        assertEquals(loss, rejection.loss());
        return StrictJson.read(rejection.event());
    }

    private static String text(int length) {
        return new String(new char[length]).replace('\0', 'x');
    }

    @Test
    void noUser_leavesTheEventWithoutAUser() {
        assertEquals(
                StrictJson.of("{'event_name':'signed_up','timestamp':'1970-01-01T00:00:01.000Z',"
                        + "'properties':{'plan':'pro','password':'[redacted]'},'context':{'group_id':'g'}}"),
                event(
                        Loss.NO_USER_ID,
                        FakeRecord.of("signed_up plan={} password={}", "pro", "p")
                                .mdc("group_id", "g")));
    }

    @Test
    void noName_leavesTheEventWithoutAName() {
        assertEquals(
                StrictJson.of("{'user_id':'u1','timestamp':'1970-01-01T00:00:01.000Z',"
                        + "'properties':{'arg0':5},'context':{'group_id':'g'}}"),
                event(
                        Loss.NO_EVENT_NAME,
                        FakeRecord.of("{} user_id={}", 5, "u1").mdc("group_id", "g")));
    }

    @Test
    void noNameAndNoUser_leavesTheRest() {
        assertEquals(
                StrictJson.of("{'timestamp':'1970-01-01T00:00:01.000Z','properties':{'plan':'pro'},'context':{}}"),
                event(Loss.NO_EVENT_NAME, FakeRecord.of("{}", Collections.singletonMap("plan", "pro"))));
    }

    @Test
    void tooLarge_leavesTheEventWithoutProperties() {
        JsonNode expected = StrictJson.of("{'event_name':'big','user_id':'u1',"
                + "'timestamp':'1970-01-01T00:00:01.000Z','context':{'group_id':'g'}}");
        for (int size : new int[] {2_000_000, 30_000_000}) {
            FakeRecord record = FakeRecord.of("big text={} group_id={}", text(size), "g");
            assertEquals(expected, event(Loss.TOO_LARGE, record, "defaultUserId", "u1"));
        }
    }

    @Test
    void noUser_ofATooLargeEvent_leavesItWithoutProperties() {
        for (int size : new int[] {2_000_000, 30_000_000}) {
            assertEquals(
                    StrictJson.of("{'event_name':'big','timestamp':'1970-01-01T00:00:01.000Z','context':{}}"),
                    event(Loss.NO_USER_ID, FakeRecord.of("big text={}", text(size))));
        }
    }

    @Test
    void tooLargeAContext_leavesNothing() {
        FakeRecord record = FakeRecord.of("big group_id={}", text(2_000_000)).mdc("user_id", "u1");
        Rejection rejection = rejection(record, OPTIONS);
        assertEquals(Loss.TOO_LARGE, rejection.loss());
        assertNull(rejection.event());
    }

    @Test
    void withoutADeadLetterFile_nothingIsMade() {
        assertNull(rejection(FakeRecord.of("signed_up")).event());
        assertNull(rejection(FakeRecord.of("{}")).event());
        assertNull(rejection(FakeRecord.of("big text={} user_id={}", text(2_000_000), 1))
                .event());
    }

    @Test
    void controlCharacters_inANameOrAKey_areEscapedInTheMessage() {
        FakeRecord noUser = FakeRecord.of("x").marker("signed_up\nERROR forged\u001b[2J");
        String message = rejection(noUser, "userIdKeys", "a\u2028b").getMessage();
        assertTrue(message.contains("\"signed_up\\nERROR forged\\u001B[2J\""), message);
        assertTrue(message.contains("a\\u2028b"), message);
        FakeRecord tooLarge =
                FakeRecord.of("x text={} user_id={}", text(2_000_000), 1).marker("big\rforged");
        message = rejection(tooLarge).getMessage();
        assertTrue(message.contains("\"big\\rforged\""), message);
    }

    @Test
    void controlCharacters_inAName_areSentAsTheyAre() {
        assertEquals(
                "signed_up\nin",
                event(Loss.NO_USER_ID, FakeRecord.of("x").marker("signed_up\nin"))
                        .get("event_name")
                        .asText());
    }

    @Test
    void tooLargeValueInsideOfLists_leavesTheContextAsItIs() {
        Object nested = text(11 * 2_000_000);
        for (int depth = 0; depth < 30; depth++) {
            nested = Collections.singletonList(nested);
        }
        FakeRecord record =
                FakeRecord.of("saved user_id={} group_id={} value={}", "u1", Collections.singletonList("g1"), nested);
        assertEquals(
                "[\"g1\"]",
                event(Loss.TOO_LARGE, record).at("/context/group_id").toString());
    }
}
