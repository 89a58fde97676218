// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RefusedBodyTest {

    private static final String FILLED = Requests.eventWith("context", "{\"text\":\"" + filler(400) + "\"}");

    /** The place is that of the arrow, which is not sent; a pilcrow is the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[EVENT,→{'event_name':'e','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[EVENT,{ 'user_id' : →7 ,'event_name':'e','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'event_name':→'','user_id':'ü','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'user_id':'ü','event_name':'e','timestamp':→'now'}]",
                "[EVENT, EVENT, {'context':{'x':1},→'x':{},'event_name':'e','user_id':'u','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'properties':→[{}],'event_name':'e','user_id':'u','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'properties':{'a':1,'b':{'a':2},→'a':3},'event_name':'e','user_id':'u','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'properties':{'a':[→'\\ud800']},'event_name':'e','user_id':'u','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[{'properties':{'a':→1e9999999999},'event_name':'e','user_id':'u','timestamp':'2020-11-23T22:28:55.111Z'}]",
                "[EVENT, →3]",
                " →{'event_name':'e'}",
                " →[ ]",
                "[EVENT] →[]",
                "[{'a':1,→}]",
                "[EVENT →EVENT]",
                "[{'a':→x}]",
                "[{'a':1→",
                "[{'a':0→1}]",
                "[{'a':'b→¶'}]"
            })
    void place_ofTheFault_isThatOfItsToken(String arrowed) {
        String marked =
                arrowed.replace("EVENT", Requests.EVENT).replace('\'', '"').replace('¶', '\n');
        Verdict verdict = judge(marked.replace("→", ""));

        assertEquals(1, verdict.refusals().size(), verdict.message());
        int offset = verdict.refusals().get(0).place().offset();
        StringBuilder found = new StringBuilder(text(verdict));
        assertEquals(marked, found.insert(offset, '→').toString(), verdict.message());
    }

    @Test
    void places_ofSeveralFaults_areAllFound() {
        String body = "[{\"user_id\":7,\"x\":1}," + Requests.EVENT + ",3]";

        assertEquals(
                Arrays.asList(1, body.indexOf("7"), 1, body.indexOf("\"x\""), body.indexOf("3]")),
                judge(body).refusals().stream()
                        .map(refusal -> refusal.place().offset())
                        .collect(Collectors.toList()));
    }

    @Test
    void events_tooMany_areMarkedWhereTheyAreTooMany() {
        Verdict verdict = judge(Requests.events(1_001));

        int before = Requests.events(1_000).length();
        assertEquals(before, verdict.refusals().get(0).place().offset());
        assertEquals('{', text(verdict).charAt(before - start(verdict)));
    }

    @Test
    void bytes_thatAreNoUtf8_areReplacedAndMarked() {
        byte[] body = Requests.bytes("[{\"ü\":\"x\"}]");
        body[7] = (byte) 0xff;
        Verdict verdict = new Contract(Tokens.ANY).judge(Requests.withBody(body));

        assertEquals(6, verdict.refusals().get(0).place().offset());
        assertEquals("[{\"ü\":\ufffdx\"}]", text(verdict));
        assertEquals(false, verdict.body().fields().get("tokens"));
    }

    @Test
    void body_long_beginsWithTheEventAtFault() {
        String bad = FILLED.replace("\"u1\"", "7");
        Verdict verdict = judge("[" + repeat(FILLED, 50) + bad + "," + repeat(FILLED, 49) + FILLED + "]");

        assertEquals(RefusedBody.CHARS, text(verdict).length());
        assertTrue(text(verdict).startsWith(bad), text(verdict));
        assertEquals(1 + 50 * (FILLED.length() + 1), start(verdict));
        assertEquals(true, verdict.body().fields().get("tokens"));
    }

    @Test
    void body_longWithAFaultNearItsStart_beginsAtItsStart() {
        Verdict verdict = judge("[" + FILLED + ",1," + repeat(FILLED, 50) + FILLED + "]");

        assertEquals(0, start(verdict));
        assertEquals(RefusedBody.CHARS, verdict.body().weight());
    }

    @Test
    void event_long_isShownAroundItsFault() {
        String bad = Requests.eventWith("properties", "{\"text\":\"" + filler(50_000) + "\"}")
                .replaceFirst("}$", ",\"x\":1}");
        Verdict verdict = judge("[" + bad + "]");

        int offset = verdict.refusals().get(0).place().offset();
        assertTrue(text(verdict).substring(offset - start(verdict)).startsWith("\"x\":1}"), text(verdict));
        assertEquals(false, verdict.body().fields().get("tokens"));
    }

    @Test
    void request_refusedByItsHead_showsItsBodyWithoutAPlace() {
        Verdict verdict = new Contract(Tokens.only("other")).judge(Requests.withBody(Requests.events(1)));

        assertEquals(Requests.events(1), text(verdict));
        assertEquals(false, verdict.refusals().get(0).place().isKnown());
        Verdict large = judge(new String(Requests.eventOfBytes(2_000_001), StandardCharsets.UTF_8));
        assertEquals(RefusedBody.CHARS, text(large).length());
    }

    @Test
    void request_compressed_showsNoBody() {
        Verdict verdict = new Contract(Tokens.ANY).judge(Requests.withHeader("Content-Encoding", "gzip"));

        assertEquals("", text(verdict));
    }

    @Test
    void request_accepted_keepsNoBody() {
        assertEquals(0, judge(Requests.events(1)).body().weight());
    }

    @Test
    void fields_unknownByTheThousand_areFoundInOnePass() {
        StringBuilder event = new StringBuilder("{\"event_name\":\"e\"");
        for (int i = 0; i < 100_000; i++) {
            event.append(",\"f").append(i).append("\":1");
        }
        Verdict verdict = judge("[" + event + "}]");

        assertEquals(100_002, verdict.faultCount());
        assertEquals(
                "[{\"event_name\":\"e\",".length(),
                verdict.refusals().get(2).place().offset());
    }

    private static Verdict judge(String body) {
        return new Contract(Tokens.ANY).judge(Requests.withBody(body));
    }

    private static String text(Verdict verdict) {
        return verdict.body().fields().get("text").toString();
    }

    private static int start(Verdict verdict) {
        Map<String, Object> fields = verdict.body().fields();
        return (int) fields.get("start");
    }

    private static String filler(int chars) {
        return String.join("", Collections.nCopies(chars, "x"));
    }

    private static String repeat(String event, int count) {
        List<String> events = Collections.nCopies(count, event + ",");
        return String.join("", events);
    }
}
