// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EventEncoderNameTest {
    private final EventEncoder encoder = Encoders.with("defaultUserId", "u1");

    private JsonNode event(FakeRecord record) throws Rejection {
        return StrictJson.read(Encoders.encode(encoder, record, Encoders.thread()));
    }

    private String name(FakeRecord record) throws Rejection {
        return event(record).get("event_name").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_name", "event.name", "otel.event.name"})
    void mapEntry_namesTheEvent_andIsNoProperty(String key) throws Rejection {
        JsonNode event = event(FakeRecord.of("text {}", Collections.singletonMap(key, " named "))
                .marker("marker"));
        assertEquals("named", event.get("event_name").asText());
        assertEquals(StrictJson.of("{}"), event.get("properties"));
    }

    @Test
    void mapEntries_severalNames_firstKeyWins() throws Rejection {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("otel.event.name", "third");
        map.put("event.name", "second");
        map.put("event_name", "first");
        assertEquals("first", name(FakeRecord.of("text", map)));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "  ")
    void mapEntry_blank_namesNothing(String blank) throws Rejection {
        assertEquals("text", name(FakeRecord.of("text {}", Collections.singletonMap("event_name", blank))));
    }

    @Test
    void marker_winsOverTheTemplate() throws Rejection {
        assertEquals("marker", name(FakeRecord.of("text plan={}", "pro").marker("marker")));
        assertEquals("marker", name(FakeRecord.of("{}", "pro").marker("marker")));
    }

    @Test
    void template_namesTheEvent_withoutItsValues() throws Rejection {
        assertEquals("User signed up", name(FakeRecord.of("User {} signed up plan={}.", "jane", "pro")));
    }

    @Test
    void mdc_neverNamesTheEvent() throws Rejection {
        assertEquals("text", name(FakeRecord.of("text").mdc("event_name", "wrong", "event.name", "wrong")));
        Rejection rejection = assertThrows(
                Rejection.class,
                () -> Encoders.encode(encoder, FakeRecord.of("{}", 1).mdc("event_name", "wrong"), Encoders.thread()));
        assertEquals(Loss.NO_EVENT_NAME, rejection.loss());
    }

    @Test
    void textPair_neverNamesTheEvent() throws Rejection {
        JsonNode event = event(FakeRecord.of("text event_name=wrong"));
        assertEquals("text", event.get("event_name").asText());
        assertEquals(StrictJson.of("{'event_name':'wrong'}"), event.get("properties"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"  ", "{}", "{} {}", "plan={}", "...", "[{}]", "plan=pro"})
    void record_withoutAName_isRejected(String template) {
        Rejection rejection = assertThrows(
                Rejection.class, () -> Encoders.encode(encoder, FakeRecord.of(template, 5), Encoders.thread()));
        assertEquals(Loss.NO_EVENT_NAME, rejection.loss());
    }

    @Test
    void rejection_showsNoValue() {
        Rejection rejection = assertThrows(
                Rejection.class,
                () -> Encoders.encode(encoder, FakeRecord.of("{} plan=private", "private"), Encoders.thread()));
        assertEquals(-1, rejection.getMessage().indexOf("private"), rejection.getMessage());
        assertEquals(0, rejection.getStackTrace().length);
    }
}
