// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EventEncoderUserTest {

    private static JsonNode event(FakeRecord record, String... options) throws Rejection {
        return StrictJson.read(Encoders.encode(Encoders.with(options), record, Encoders.thread()));
    }

    private static String user(FakeRecord record, String... options) throws Rejection {
        JsonNode user = event(record, options).get("user_id");
        assertTrue(user.isTextual(), user::toString);
        return user.textValue();
    }

    private static void assertNobody(FakeRecord record, String... options) {
        Rejection rejection = assertThrows(Rejection.class, () -> user(record, options));
        assertEquals(Loss.NO_USER_ID, rejection.loss());
    }

    @Test
    void ownValue_winsOverMdc_andThatOverTheDefault() throws Rejection {
        assertEquals(
                "own", user(FakeRecord.of("x user_id={}", "own").mdc("user_id", "mdc"), "defaultUserId", "default"));
        assertEquals("mdc", user(FakeRecord.of("x").mdc("user_id", "mdc"), "defaultUserId", "default"));
        assertEquals("default", user(FakeRecord.of("x"), "defaultUserId", "default"));
    }

    @Test
    void ownValue_ofALaterKey_winsOverMdcOfAnEarlierKey() throws Rejection {
        assertEquals("own", user(FakeRecord.of("x userId={}", "own").mdc("user_id", "mdc")));
    }

    @Test
    void keys_areTriedInTheirOrder() throws Rejection {
        FakeRecord both = FakeRecord.of("x b={} a={}", "B", "A");
        assertEquals("A", user(both, "userIdKeys", "a,b"));
        assertEquals("B", user(both, "userIdKeys", "b,a"));
        FakeRecord mdc = FakeRecord.of("x").mdc("b", "B", "a", "A");
        assertEquals("A", user(mdc, "userIdKeys", "a,b"));
    }

    @Test
    void map_winsOverTheTemplatePair() throws Rejection {
        assertEquals("map", user(FakeRecord.of("x user_id={} {}", "pair", Collections.singletonMap("user_id", "map"))));
    }

    @Test
    void ownValue_thatWasTaken_isNoProperty() throws Rejection {
        assertEquals(
                StrictJson.of("{'plan':'pro'}"),
                event(FakeRecord.of("x user_id={} plan={}", 1, "pro")).get("properties"));
    }

    static Stream<Arguments> users() {
        UUID uuid = new UUID(1, 2);
        return Stream.of(
                arguments("u1", "u1"),
                arguments("  u1\n", "u1"),
                arguments(42, "42"),
                arguments(0, "0"),
                arguments(-7L, "-7"),
                arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                arguments(uuid, "00000000-0000-0001-0000-000000000002"),
                arguments(new StringBuilder("u1"), "u1"),
                arguments(Optional.of(7), "7"),
                arguments(Optional.of(Optional.of("u1")), "u1"));
    }

    @ParameterizedTest
    @MethodSource("users")
    void value_ofAnyKind_becomesText(Object value, String user) throws Rejection {
        assertEquals(user, user(FakeRecord.of("x user_id={}", value)));
    }

    static Stream<Object> nobody() {
        return Stream.of("", "  \t\n", Optional.empty(), Optional.of(" "), new StringBuilder(), Double.NaN);
    }

    @ParameterizedTest
    @MethodSource("nobody")
    void value_blank_countsAsAbsent(Object value) throws Rejection {
        FakeRecord record = FakeRecord.of("x user_id={}", value);
        assertNobody(record);
        assertEquals("default", user(record, "defaultUserId", "default"));
        assertEquals("mdc", user(record.mdc("user_id", "mdc")));
    }

    @Test
    void value_null_countsAsAbsent() throws Rejection {
        FakeRecord record = FakeRecord.of("x user_id={} userId={}", null, "second");
        assertEquals("second", user(record));
        assertEquals("mdc", user(FakeRecord.of("x user_id={}", (Object) null).mdc("userId", "mdc")));
    }

    @Test
    void mdcEntry_blank_countsAsAbsent() throws Rejection {
        assertEquals("second", user(FakeRecord.of("x").mdc("user_id", " ", "userId", "second")));
        assertNobody(FakeRecord.of("x").mdc("user_id", " ", "userId", null));
    }

    @Test
    void textPair_decidesNothing() throws Rejection {
        assertNobody(FakeRecord.of("x user_id=admin"));
        JsonNode event = event(FakeRecord.of("x user_id=admin").mdc("user_id", "u1"));
        assertEquals("u1", event.get("user_id").asText());
        assertEquals(StrictJson.of("{'user_id':'admin'}"), event.get("properties"));
    }

    @Test
    void emptyTextPair_beforeThePair_doesNotHideTheUser() throws Rejection {
        assertEquals("u1", user(FakeRecord.of("signed_up email= user_id={}", "u1")));
    }

    @Test
    void rejection_saysWhereTheUserWasLookedFor() {
        Rejection rejection = assertThrows(
                Rejection.class, () -> user(FakeRecord.of("signed_up plan={}", "private"), "userIdKeys", "uid,login"));
        String message = rejection.getMessage();
        assertTrue(message.contains("signed_up") && message.contains("uid, login"), message);
        assertTrue(!message.contains("private"), message);
    }

    @Test
    void rejection_ofALongName_isShort() {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            name.append("word ");
        }
        Rejection rejection = assertThrows(Rejection.class, () -> user(FakeRecord.of(name.toString())));
        assertTrue(rejection.getMessage().length() < 400, rejection.getMessage());
    }
}
