// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EventEncoderTest {

    private static JsonNode event(FakeRecord record, String... options) throws Rejection {
        return StrictJson.read(Encoders.encode(Encoders.with(options), record, Encoders.thread()));
    }

    private static JsonNode properties(FakeRecord record, String... options) throws Rejection {
        return event(record.mdc("user_id", "u1"), options).get("properties");
    }

    @Test
    void event_hasTheFieldsOfTheContract() throws Rejection {
        FakeRecord record = FakeRecord.of("feature_used user_id={} group_id={} seats={}", "u1", "g1", 3)
                .at(1_606_170_535_111L);
        assertEquals(
                StrictJson.of("{'event_name':'feature_used','user_id':'u1','timestamp':'2020-11-23T22:28:55.111Z',"
                        + "'properties':{'seats':3},'context':{'group_id':'g1'}}"),
                event(record, "eventIds", "false"));
    }

    @Test
    void event_withoutValues_hasEmptyObjects() throws Rejection {
        assertEquals(
                StrictJson.of("{'event_name':'signed_up','user_id':'u1','timestamp':'1970-01-01T00:00:00.000Z',"
                        + "'properties':{},'context':{}}"),
                event(FakeRecord.of("signed_up"), "eventIds", "false", "defaultUserId", "u1"));
    }

    @Test
    void arguments_null_areNone() throws Rejection {
        assertEquals(StrictJson.of("{}"), properties(FakeRecord.of("signed_up plan={}", (Object[]) null)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00.000Z",
        "1, 1970-01-01T00:00:00.001Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "-62167219200000, 0000-01-01T00:00:00.000Z",
        "951782400000, 2000-02-29T00:00:00.000Z",
        "253402300799999, 9999-12-31T23:59:59.999Z"
    })
    void timestamp_isUtcWithMilliseconds(long millis, String timestamp) throws Rejection {
        FakeRecord record = FakeRecord.of("x user_id={}", 1).at(millis);
        assertEquals(timestamp, event(record).get("timestamp").asText());
    }

    @Test
    void placeholderWithoutKey_isNumbered() throws Rejection {
        assertEquals(
                StrictJson.of("{'arg0':'jane','plan':'pro','arg2':7}"),
                properties(FakeRecord.of("x {} plan={} {}", "jane", "pro", 7)));
    }

    @Test
    void argumentWithoutPlaceholder_isNumbered() throws Rejection {
        assertEquals(
                StrictJson.of("{'plan':'pro','arg1':7,'arg2':null}"),
                properties(FakeRecord.of("x plan={}", "pro", 7, null)));
    }

    @Test
    void map_winsOverTemplatePair_andThatOverText() throws Rejection {
        FakeRecord record =
                FakeRecord.of("x a=text b=text c={} a={} {}", "c", "pair", Collections.singletonMap("a", "map"));
        assertEquals(StrictJson.of("{'a':'map','b':'text','c':'c'}"), properties(record));
        assertEquals(StrictJson.of("{'a':'pair'}"), properties(FakeRecord.of("x a=text a={}", "pair")));
    }

    @Test
    void mapBehindTheTemplate_givesItsEntries() throws Rejection {
        FakeRecord record = FakeRecord.of(
                "x a={}", 1, Collections.singletonMap("b", 2), Collections.singletonMap("first name", "Jane"));
        assertEquals(StrictJson.of("{'a':1,'b':2,'first name':'Jane'}"), properties(record));
    }

    @Test
    void mapUnderAKey_isOneValue() throws Rejection {
        assertEquals(
                StrictJson.of("{'a':{'b':2}}"), properties(FakeRecord.of("x a={}", Collections.singletonMap("b", 2))));
    }

    @ParameterizedTest
    @CsvSource({"none, {}", "type, {'error_type':'E'}", "message, '{''error_type'':''E'',''error_message'':''m''}'"})
    void errorDetails_decideWhatAnExceptionAdds(String details, String properties) throws Rejection {
        assertEquals(
                StrictJson.of(properties), properties(FakeRecord.of("x").error("E", "m"), "errorDetails", details));
    }

    @Test
    void errorMessage_null_isAbsent() throws Rejection {
        assertEquals(
                StrictJson.of("{'error_type':'E'}"),
                properties(FakeRecord.of("x").error("E", null), "errorDetails", "message"));
    }

    @Test
    void errorType_ofTheRecordItself_stays() throws Rejection {
        assertEquals(
                StrictJson.of("{'error_type':'mine'}"),
                properties(FakeRecord.of("x error_type={}", "mine").error("E", "m")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "PASSWORD", "Passwd", "secret", "token", "Authorization", "api_key", "credit_card"})
    void redactKeys_byDefault_hideTheValue(String key) throws Rejection {
        assertEquals(
                "[redacted]",
                properties(FakeRecord.of("x " + key + "={}", 1)).get(key).asText());
        assertEquals(
                "[redacted]",
                properties(FakeRecord.of("x " + key + "=abc")).get(key).asText());
    }

    @Test
    void redactKeys_hideAtAnyDepth_inAnyCase() throws Rejection {
        Object nested = Collections.singletonMap("list", Arrays.asList(1, new Object[] {
            Collections.singletonMap("Pin", Collections.singletonList(4))
        }));
        assertEquals(
                StrictJson.of("{'list':[1,[{'Pin':'[redacted]'}]],'password':'open'}"),
                properties(FakeRecord.of("x password={} {}", "open", nested), "redactKeys", "PIN"));
    }

    @Test
    void redactKeys_areWholeNames() throws Rejection {
        assertEquals(
                StrictJson.of("{'password_set':true,'my.token':1}"),
                properties(FakeRecord.of("x password_set={} my.token={}", true, 1)));
    }

    @Test
    void redactKeys_hideInTheContextToo() throws Rejection {
        FakeRecord record = FakeRecord.of("x").mdc("user_id", "u1", "device_id", "d1", "session_id", "s1");
        assertEquals(
                StrictJson.of("{'device_id':'d1','session_id':'[redacted]'}"),
                event(record, "redactKeys", "session_id", "eventIds", "false").get("context"));
    }

    @Test
    void eventIds_areUniqueOverEncoders() throws Rejection {
        TrackOptions options = Given.options("defaultUserId", "u1");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            EventEncoder encoder = new EventEncoder(options, hint -> {});
            for (int j = 0; j < 100; j++) {
                JsonNode event = StrictJson.read(Encoders.encode(encoder, FakeRecord.of("x"), Encoders.thread()));
                ids.add(event.get("context").get("event_id").textValue());
            }
        }
        assertEquals(300, ids.size());
        assertFalse(ids.contains(null));
    }

    @Test
    void eventIds_off_areAbsent() throws Rejection {
        assertFalse(event(FakeRecord.of("x user_id={}", 1), "eventIds", "false")
                .get("context")
                .has("event_id"));
    }

    @Test
    void eventId_ofTheApplication_stays() throws Rejection {
        JsonNode event = event(FakeRecord.of("x user_id={} event_id={}", 1, "mine"), "contextKeys", "event_id");
        assertEquals("mine", event.get("context").get("event_id").asText());
    }

    @Test
    void event_isReadAtTheCall() throws Rejection {
        StringBuilder text = new StringBuilder("before");
        byte[] event =
                Encoders.encode(Encoders.with("defaultUserId", "u1"), FakeRecord.of("x a={}", text), Encoders.thread());
        text.append(" after");
        assertEquals("before", StrictJson.read(event).get("properties").get("a").asText());
    }

    @Test
    void loneSurrogates_areReplacedEverywhere() throws Rejection {
        FakeRecord record = FakeRecord.of("x\ud800 user_id={} group_id={} k\udc00={}", "u\ud800", "g\ud800", "v\ud800")
                .error("E\ud800", "m");
        JsonNode event = event(record, "eventIds", "false");
        assertEquals("x\ufffd", event.get("event_name").asText());
        assertEquals("u\ufffd", event.get("user_id").asText());
        assertEquals(StrictJson.of("{'group_id':'g\ufffd'}"), event.get("context"));
        assertEquals(StrictJson.of("{'k\ufffd':'v\ufffd','error_type':'E\ufffd'}"), event.get("properties"));
    }

    @Test
    void keys_thatDifferInLoneSurrogatesAlone_areOneKey() throws Rejection {
        assertTrue(properties(FakeRecord.of("x a\ud800={} a\ud801={}", 1, 2)).has("a\ufffd"));
    }
}
