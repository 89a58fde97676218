// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.capture.Encoders;
import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventTimes;
import ai.thrivestack.track.capture.FakeRecord;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class UserKeyTest {
    private static final long SEED = Long.getLong("user.key.seed", 1);
    private static final int RECORDS = 5_000;
    private static final int MOST_PARTS = 12;

    /** What JSON escapes, what looks like another user id, and lone halves of a character. */
    private static final String[] PARTS = {
        "a",
        "Z",
        "7",
        " ",
        "\"",
        "\\",
        "/",
        "\n",
        "\t",
        "\0",
        "\u001f",
        "\u007f",
        "\u00fc",
        "\u2028",
        "\ufeff",
        "\uD83D\uDE00",
        "\uD83D",
        "\uDE00",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"user_id\":\"other\"",
        "\",\"user_id\":\"other",
        "\\\"",
        "\\u0041",
        "user_id=other",
        "user_id"
    };

    private final Random random = new Random(SEED);
    private final EventEncoder encoder = new EventEncoder(Given.options(), hint -> {});
    private final long[] thread = EventTimes.begin(new long[EventTimes.NUMBERS]);

    private static String key(byte[] event) {
        byte[] key = UserKey.of(event);
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    private static String key(String event) {
        return key(event.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(MOST_PARTS); i >= 0; i--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }

    @Test
    void key_isTheUserOfTheEvent_whateverTheRecordHolds() throws Exception {
        ObjectMapper judge = new ObjectMapper();
        for (int i = 0; i < RECORDS; i++) {
            String user = "u" + text(); // not blank
            FakeRecord record = FakeRecord.of("a_name text={} user_id_of={}", text(), text())
                    .marker(random.nextBoolean() ? "signed_up" : "on " + text())
                    .mdc("user_id", user, "group_id", text());
            byte[] event = Encoders.encode(encoder, record, thread);
            String expected = judge.readTree(event).get("user_id").textValue();
            assertEquals(expected, key(event), () -> new String(event, StandardCharsets.UTF_8));
        }
    }

    @Test
    void key_isFound_whereverItStands() {
        assertEquals("u1", key("{\"user_id\":\"u1\"}"));
        assertEquals(
                "u1", key("{\"properties\":{\"user_id\":\"u2\"},\"list\":[{\"user_id\":\"u3\"}],\"user_id\":\"u1\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"event_name\":\"user_id\"}",
                "{\"user_id\":null}",
                "{\"user_id\":7}",
                "{\"properties\":{\"user_id\":\"u2\"}}",
                "{\"user_id\":\"u1",
                "\0\0\0\0"
            })
    void eventWithoutAUser_orDamaged_hasNoKey(String event) {
        assertNull(key(event));
    }
}
