// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EventEncoderContextTest {

    private static JsonNode event(FakeRecord record, String... options) throws Rejection {
        String[] all = Arrays.copyOf(options, options.length + 4);
        all[options.length] = "eventIds";
        all[options.length + 1] = "false";
        all[options.length + 2] = "defaultUserId";
        all[options.length + 3] = "u1";
        return StrictJson.read(Encoders.encode(Encoders.with(all), record, Encoders.thread()));
    }

    private static void assertContext(String json, FakeRecord record, String... options) throws Rejection {
        assertEquals(StrictJson.of(json), event(record, options).get("context"));
    }

    private static void assertProperties(String json, FakeRecord record, String... options) throws Rejection {
        assertEquals(StrictJson.of(json), event(record, options).get("properties"));
    }

    @Test
    void contextKeys_byDefault_goToTheContext() throws Rejection {
        FakeRecord record = FakeRecord.of("x group_id={} device_id={} session_id={} plan={}", "g1", 7, "s1", "pro");
        assertContext("{'group_id':'g1','device_id':7,'session_id':'s1'}", record);
        assertProperties("{'plan':'pro'}", record);
    }

    @Test
    void contextKeys_withNewName_areRenamed() throws Rejection {
        assertContext("{'group_id':'g1'}", FakeRecord.of("x groupId={}", "g1"));
        FakeRecord record = FakeRecord.of("x tenantId={} group_id={}", "t1", "g1");
        assertContext("{'group_id':'t1'}", record, "contextKeys", "tenantId=group_id");
        assertProperties("{'group_id':'g1'}", record, "contextKeys", "tenantId=group_id");
    }

    @Test
    void twoKeysForOneName_firstOfTheOptionWins() throws Rejection {
        FakeRecord record = FakeRecord.of("x b={} a={}", "B", "A");
        assertContext("{'g':'A'}", record, "contextKeys", "a=g,b=g");
        assertContext("{'g':'B'}", record, "contextKeys", "b=g,a=g");
    }

    @Test
    void ownValue_winsOverMdc_andThatOverStaticContext() throws Rejection {
        FakeRecord record = FakeRecord.of("x group_id={}", "own").mdc("group_id", "mdc", "device_id", "mdc");
        assertContext(
                "{'group_id':'own','device_id':'mdc','source':'product'}",
                record,
                "staticContext",
                "group_id=static,device_id=static,source=product");
    }

    @Test
    void ownValue_ofALaterKey_winsOverMdcOfAnEarlierKey() throws Rejection {
        assertContext("{'group_id':'own'}", FakeRecord.of("x groupId={}", "own").mdc("group_id", "mdc"));
    }

    @Test
    void value_blankOrNull_countsAsAbsent() throws Rejection {
        FakeRecord record =
                FakeRecord.of("x group_id={} device_id={}", " ", null).mdc("group_id", "mdc", "device_id", " ");
        assertContext("{'group_id':'mdc','device_id':'static'}", record, "staticContext", "device_id=static");
    }

    @Test
    void textPair_neverGoesToTheContext() throws Rejection {
        FakeRecord record = FakeRecord.of("x group_id=evil");
        assertContext("{}", record);
        assertProperties("{'group_id':'evil'}", record);
    }

    @Test
    void staticContext_isInEveryEvent() throws Rejection {
        assertContext(
                "{'source':'product','env':'prod'}", FakeRecord.of("x"), "staticContext", "source=product, env = prod");
    }

    @Test
    void mdc_byDefault_isNoProperty() throws Rejection {
        assertProperties("{}", FakeRecord.of("x").mdc("request_id", "r1", "user_id", "u2", "group_id", "g1"));
    }

    @Test
    void mdcProperties_listed_areTaken() throws Rejection {
        FakeRecord record = FakeRecord.of("x").mdc("tenant", "t1", "request_id", "r1");
        assertProperties("{'tenant':'t1'}", record, "mdcProperties", "tenant,region");
    }

    @Test
    void mdcProperties_all_areTaken_withoutUserAndContext() throws Rejection {
        FakeRecord record = FakeRecord.of("x")
                .mdc("tenant", "t1", "request_id", "r1", "userId", "u2", "groupId", "g1", "token", "abc");
        assertProperties("{'tenant':'t1','request_id':'r1','token':'[redacted]'}", record, "mdcProperties", "*");
    }

    @Test
    void mdcProperties_doNotReplaceOwnValues() throws Rejection {
        FakeRecord record = FakeRecord.of("x tenant={} plan=text", "own").mdc("tenant", "mdc", "plan", "mdc");
        assertProperties("{'tenant':'own','plan':'text'}", record, "mdcProperties", "tenant,plan");
        assertProperties("{'tenant':'own','plan':'text'}", record, "mdcProperties", "*");
    }

    @Test
    void keys_areCaseSensitive() throws Rejection {
        FakeRecord record = FakeRecord.of("x Group_Id={}", "g1").mdc("DEVICE_ID", "d1");
        assertContext("{}", record);
        assertProperties("{'Group_Id':'g1'}", record);
    }
}
