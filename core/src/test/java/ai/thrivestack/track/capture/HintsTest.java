// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.capture.value.HintSink;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HintsTest {
    private final List<String> hints = new ArrayList<>();
    private final EventEncoder encoder = new EventEncoder(Given.options("defaultUserId", "u1"), hints::add);

    private void log(String template, Object... arguments) throws Rejection {
        Encoders.encode(encoder, FakeRecord.of(template, arguments), Encoders.thread());
    }

    @Test
    void barePlaceholder_isHintedAtOnceATemplate() throws Rejection {
        log("User {} signed up", "jane");
        log("User {} signed up", "joe");
        assertEquals(1, hints.size(), hints::toString);
        assertTrue(
                hints.get(0).contains("\"User {} signed up\"") && hints.get(0).contains("name={}"), hints.get(0));
        assertTrue(!hints.get(0).contains("jane"), hints.get(0));
    }

    @Test
    void excessArgument_isHintedAt() throws Rejection {
        log("signed_up plan={}", "pro", "extra");
        assertTrue(hints.get(0).contains("1 of its values"), hints.get(0));
    }

    @Test
    void sentence_isHintedAt() throws Rejection {
        log("The user has signed up plan={}", "pro");
        assertTrue(hints.get(0).contains("long event name"), hints.get(0));
    }

    @Test
    void goodTemplate_isNot() throws Rejection {
        log("signed_up plan={}", "pro");
        log("invite_sent {}", Collections.singletonMap("a", 1));
        log("Order placed");
        assertEquals(Collections.emptyList(), hints);
    }

    @Test
    void textsWithoutEnd_giveFewHints() throws Rejection {
        for (int i = 0; i < 1_000; i++) {
            log("The user number " + i + " has signed up");
        }
        assertEquals(HintSink.MOST, hints.size());
    }

    @Test
    void controlCharacters_inATemplate_areEscaped() throws Rejection {
        log("User\u202e {}\nWARN forged", "jane");
        assertTrue(hints.get(0).contains("\"User\\u202E {}\\nWARN forged\""), hints.get(0));
    }
}
