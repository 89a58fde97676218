// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnswerReaderTest {

    private static Answer read(int status, HttpEntity entity) {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(status);
        response.setEntity(entity);
        return AnswerReader.read(response, "secret-token");
    }

    private static Answer read(String body) {
        return read(200, new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    }

    @Test
    void contract_isRead() {
        Answer answer = read("{\"success\":false,\"response_id\":\"r1\",\"message\":\"odd event\"}");
        assertEquals(200, answer.status);
        assertEquals(false, answer.success);
        assertEquals("odd event", answer.message);
        assertEquals(Collections.emptyList(), answer.warnings);
        assertEquals(0, answer.retryAfterNanos);
    }

    @Test
    void warnings_areRead() {
        Answer answer = read("{\"success\":true,\"warnings\":[\"first\\nline\",\"second\"]}");
        assertEquals(true, answer.success);
        assertEquals(Arrays.asList("first line", "second"), answer.warnings);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "<html>",
                "{",
                "{}",
                "[]",
                "[{\"success\":false}]",
                "null",
                "true",
                "\"success\"",
                "{\"success\":true",
                "{\"success\":null}",
                "{\"success\":{}}",
                "{\"success\":true,\"eventId\":\"evt_1\"}",
                "{\"message\":null,\"warnings\":null}",
                "{\"message\":{\"a\":1},\"warnings\":\"text\"}",
                "\ufeff",
                "{\"a\":1e999999999}"
            })
    void body_ofAnyOtherShape_isNoError(String body) {
        Answer answer = read(body);
        assertEquals(200, answer.status);
        assertEquals(true, answer.success);
        assertEquals("", answer.message);
        assertEquals(Collections.emptyList(), answer.warnings);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><head><title>Log\n in</title></head></html>",
                " <!DOCTYPE html>\n<html lang=\"en\"><title data-x=\"1\">Log in</title>",
                "\ufeff<HTML><TITLE>Log in</TITLE>"
            })
    void page_isNotOfTheApi_andItsTitleIsRead(String body) {
        Answer answer = read(400, new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
        assertEquals("Log in", answer.page);
        assertEquals(false, answer.isOfTheApi);
        assertTrue(answer.toString().contains("400 with a web page titled \"Log in\""), answer::toString);
    }

    @Test
    void page_withoutATitle_isOne_andSoIsAnythingCalledHtml() {
        assertEquals("", read("<html>").page);
        Answer called = read(200, new ByteArrayEntity("hello".getBytes(StandardCharsets.UTF_8), ContentType.TEXT_HTML));
        assertEquals("", called.page);
    }

    @Test
    void page_thatRepeatsTheSecret_hidesIt() {
        assertEquals("[hidden]", read("<html><title>secret-token</title>").page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "[1]", "true", "{", "<?xml version='1.0'?><ok/>"})
    void body_thatIsNoObject_isNotOfTheApi_andNoPage(String body) {
        Answer answer = read(body);
        assertEquals(false, answer.isOfTheApi);
        assertEquals(null, answer.page);
    }

    @Test
    void object_isOfTheApi_whateverItSays() {
        assertEquals(true, read("{}").isOfTheApi);
        assertEquals(true, read("{\"error\":{\"code\":7}}").isOfTheApi);
    }

    @Test
    void body_absent_isNoError() {
        Answer answer = read(503, null);
        assertEquals(503, answer.status);
        assertEquals(true, answer.success);
        assertEquals("", answer.message);
    }

    @Test
    void body_cutShort_isNoError() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertEquals(true, read(200, new InputStreamEntity(broken, ContentType.APPLICATION_JSON)).success);
    }

    @Test
    void body_withoutEnd_isCut() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertEquals(true, read(200, new InputStreamEntity(endless, ContentType.APPLICATION_JSON)).success);
    }

    @Test
    void body_deeplyNested_isNoError() {
        char[] deep = new char[60_000];
        Arrays.fill(deep, '[');
        assertEquals(true, read(new String(deep)).success);
    }

    @Test
    void body_inItsOwnCharset_isRead() {
        byte[] latin = "{\"message\":\"für\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "für",
                read(400, new ByteArrayEntity(latin, ContentType.parse("text/plain; charset=iso-8859-1"))).message);
        byte[] utf8 = "{\"message\":\"für\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals("für", read(400, new ByteArrayEntity(utf8, null)).message);
    }

    /** Hidden inside words the secret would be visible: {@code m[hidden].comp[hidden].invalid} is the token "any". */
    @ParameterizedTest
    @CsvSource({"any, many.company", "1234567, no 12345678", "12345678, no [hidden]", "k, kkk"})
    void secret_ofAFewCharacters_hidesNothing(String secret, String shown) {
        String said = shown.replace("[hidden]", secret);
        assertEquals(shown, AnswerReader.shortened(said, secret));
    }

    @Test
    void message_withControlCharacters_isOneLine() {
        assertEquals("a b c", read("{\"message\":\"a\\r\\n\\tb\\u0000c\"}").message);
        assertEquals("a\\u2028b\\u0085c\\u202Ed", read("{\"message\":\"a\u2028b\u0085c\u202ed\"}").message);
    }

    @Test
    void message_long_isShortened() {
        char[] text = new char[10_000];
        Arrays.fill(text, 'x');
        String message = read("{\"message\":\"" + new String(text) + "\"}").message;
        assertTrue(message.length() <= 501 && message.endsWith("…"), message);
    }

    private static long retryAfterSeconds(String value) {
        BasicHeader header = new BasicHeader("Retry-After", value);
        return TimeUnit.NANOSECONDS.toSeconds(
                AnswerReader.retryAfterNanos(header, Instant.parse("2026-11-23T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "0; 0",
                "1; 1",
                " 120 ; 120",
                "999999999; 999999999",
                "Mon, 23 Nov 2026 10:02:00 GMT; 120",
                "Monday, 23-Nov-26 10:02:00 GMT; 120",
                "Mon, 23 Nov 2026 09:00:00 GMT; 0",
                "Mon, 23 Nov 2026 10:00:00 GMT; 0"
            },
            delimiter = ';')
    void retryAfter_isRead_inSecondsAndAsADate(String value, long seconds) {
        assertEquals(seconds, retryAfterSeconds(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "1e3", "0x10", "2026-11-23T10:02:00Z", "99 Foo 2026"})
    void retryAfter_unreadable_isIgnored(String value) {
        assertEquals(0, retryAfterSeconds(value));
    }

    @Test
    void retryAfter_farAway_doesNotOverflow() {
        assertEquals(
                TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE), retryAfterSeconds("Fri, 31 Dec 9999 23:59:59 GMT"));
    }

    @Test
    void retryAfter_absent_isIgnored() {
        assertEquals(0, AnswerReader.retryAfterNanos(null, Instant.EPOCH));
        assertEquals(0, AnswerReader.retryAfterNanos(new BasicHeader("Retry-After", null), Instant.EPOCH));
    }

    @Test
    void retryAfter_ofAResponse_isTaken() {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(429);
        response.setHeader("retry-after", "7");
        assertEquals(TimeUnit.SECONDS.toNanos(7), AnswerReader.read(response, "secret-token").retryAfterNanos);
    }
}
