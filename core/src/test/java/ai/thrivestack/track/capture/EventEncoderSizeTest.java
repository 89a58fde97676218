// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Loss;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EventEncoderSizeTest {
    private final EventEncoder encoder = Encoders.with("defaultUserId", "u1", "eventIds", "false");
    private final int emptySize = encode("").length;

    private byte[] encode(String text) {
        try {
            return Encoders.encode(encoder, FakeRecord.of("big text={}", text), Encoders.thread());
        } catch (Rejection rejection) {
            throw new AssertionError(rejection);
        }
    }

    private static String repeated(char c, int times) {
        char[] text = new char[times];
        Arrays.fill(text, c);
        return new String(text);
    }

    @Test
    void limit_withTheBrackets_isTwoMillionBytes() {
        assertEquals(1_999_998, ApiLimits.MAX_EVENT_BYTES);
    }

    @Test
    void event_thatMeetsTheLimit_isAccepted() {
        byte[] event = encode(repeated('x', ApiLimits.MAX_EVENT_BYTES - emptySize));
        assertEquals(ApiLimits.MAX_EVENT_BYTES, event.length);
        assertEquals("big", StrictJson.read(event).get("event_name").asText());
    }

    @Test
    void event_oneByteLarger_isRejectedWithItsSize() {
        assertRejected(repeated('x', ApiLimits.MAX_EVENT_BYTES - emptySize + 1), ApiLimits.MAX_EVENT_BYTES + 1);
    }

    @Test
    void event_muchLarger_isRejectedWithItsSize() {
        assertRejected(repeated('x', 5_000_000), emptySize + 5_000_000);
    }

    @Test
    void size_isCountedInBytesOfUtf8() {
        assertRejected(repeated('ü', 1_000_000), emptySize + 2_000_000);
        assertRejected(repeated('用', 700_000), emptySize + 2_100_000);
        assertRejected(repeated('"', 1_000_000), emptySize + 2_000_000);
        assertRejected(repeated('\0', 400_000), emptySize + 2_400_000);
    }

    private void assertRejected(String text, int size) {
        Rejection rejection = assertThrows(
                Rejection.class, () -> Encoders.encode(encoder, FakeRecord.of("big text={}", text), Encoders.thread()));
        assertEquals(Loss.TOO_LARGE, rejection.loss());
        String message = rejection.getMessage();
        assertTrue(message.contains("\"big\"") && message.contains(" " + size + " bytes"), message);
        assertTrue(message.length() < 200, message);
    }

    @Test
    void encoder_afterARejection_worksOn() {
        assertRejected(repeated('x', 3_000_000), emptySize + 3_000_000);
        assertEquals(
                "small",
                StrictJson.read(encode("small")).get("properties").get("text").asText());
    }
}
