// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collections;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A redacted value that is written out in the text leaves nothing in the event: all of these hold the word hush in it. */
class RedactedTextTest {
    private final EventEncoder encoder =
            Encoders.with("defaultUserId", "u1", "redactKeys", "password,Token,credit card");

    static Stream<Arguments> texts() {
        return Stream.of(
                // text
                row("login_failed password=my hush phrase plan=pro", "login_failed", "'password':'R','plan':'pro'"),
                row("login_failed password=hush", "login_failed", "'password':'R'"),
                row("login_failed PassWord=my hush", "login_failed", "'PassWord':'R'"),
                row("login_failed password = my hush plan=pro", "login_failed", "'password':'R','plan':'pro'"),
                row("login_failed password= my hush plan=pro", "login_failed", "'password':'R','plan':'pro'"),
                row("login_failed password='my hush' today", "login_failed", "'password':'R'"),
                row("login_failed 'password'='it''s a=hush' b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed password=\"my \\\"a=hush\\\"\" b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed (password=my hush) b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed --password=my hush", "login_failed", "'password':'R'"),
                row("login_failed [password]=my hush", "login_failed", "'password':'R'"),
                row("login_failed credit card=4111 hush", "login_failed", "'credit card':'R'"),
                // with a colon, and other signs that begin with one of the two
                row("login_failed password: hush", "login_failed", "'password':'R'"),
                row("login_failed password:my hush b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed password : 'a=hush' b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed {\"password\":\"x hush\",\"plan\":\"pro\"}", "login_failed", "'password':'R'"),
                row("login_failed {\\\"password\\\": \\\"x hush\\\"}", "login_failed", "'password':'R'"),
                row("login_failed password: a=hush b=c", "login_failed", "'password':'R','b':'c'"),
                row("login_failed token: Basic hush= b=c", "login_failed", "'token':'R','b':'c'"),
                row("login_failed password=>my hush", "login_failed", "'password':'R'"),
                row("login_failed password := my hush", "login_failed", "'password':'R'"),
                row("login_failed password == hush", "login_failed", "'password':'R'"),
                // inside of another value, or at its end
                row("login_failed note=\"a password=hush b\" c=d", "login_failed", "'note':'a R','c':'d'"),
                row("login_failed note='token: hush' c=d", "login_failed", "'note':'R','c':'d'"),
                row("login_failed a=b,password:my hush c=d", "login_failed", "'a':'b','password':'R','c':'d'"),
                row("x url=https://a.b/?token=hush&c=d e=f", "x", "'url':'https://a.b/','token':'R','e':'f'"));
    }

    private static Arguments row(String text, String name, String properties) {
        return arguments(text, name, "{" + properties.replace("R'", "[redacted]'") + "}");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text_hidesTheValue(String text, String name, String properties) throws Rejection {
        assertHidden(name, properties, FakeRecord.of(text));
    }

    private void assertHidden(String name, String properties, FakeRecord record) throws Rejection {
        JsonNode event = StrictJson.read(Encoders.encode(encoder, record, Encoders.thread()));
        assertFalse(event.toString().contains("hush"), event::toString);
        assertEquals(name, event.get("event_name").asText());
        assertEquals(StrictJson.of(properties), event.get("properties"));
    }

    static Stream<Arguments> templates() {
        return Stream.of(
                row("login_failed password=my hush phrase plan={}", "login_failed", "'plan':'pro','password':'R'"),
                row("login_failed password=my hush plan={} today", "login_failed", "'plan':'pro','password':'R'"),
                row("login_failed password: my hush (plan: {})", "login_failed", "'plan':'pro','password':'R'"),
                row("login_failed plan={} password=my hush", "login_failed", "'plan':'pro','password':'R'"),
                row("password=my hush plan={} login_failed", "login_failed", "'plan':'pro','password':'R'"),
                row("login_failed password='it''s a=hush' plan={}", "login_failed", "'plan':'pro','password':'R'"),
                row("login_failed note=\"a password=hush b\" c plan={}", "login_failed", "'plan':'pro','note':'a R'"),
                row(
                        "login_failed a=b,password: my hush plan={}",
                        "login_failed",
                        "'plan':'pro','a':'b','password':'R'"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void template_hidesTheValue(String text, String name, String properties) throws Rejection {
        assertHidden(name, properties, FakeRecord.of(text, "pro"));
    }

    static Stream<Arguments> withSecretArgument() {
        return Stream.of(
                row("called token: Bearer {}", "called", "'token':'R'"),
                row(
                        "called token: {},password:\"a b hush\"\"s c=hush d\" plan=pro",
                        "called",
                        "'token':'R','password':'R','plan':'pro'"),
                row("called token=Bearer {} today", "called", "'token':'R'"),
                row("called password='my {}' phrase", "called", "'password':'R'"),
                row("called password: {} today", "called today", "'password':'R'"),
                row("Token: {} was made", "was made", "'Token':'R'"),
                row("called password=>{}", "called", "'password':'R'"),
                row("called url=https://a.b/?token={}&c=d", "called", "'token':'R','url':'https://a.b/'"),
                row("called request=\"user password={}\"", "called", "'request':'user R'"));
    }

    @ParameterizedTest
    @MethodSource("withSecretArgument")
    void argument_thatBelongsToTheValue_isHidden(String text, String name, String properties) throws Rejection {
        assertHidden(name, properties, FakeRecord.of(text, "hush"));
    }

    @Test
    void map_behindARedactedValue_keepsItsEntries() throws Rejection {
        assertHidden(
                "login_failed",
                "{'plan':'pro','password':'[redacted]'}",
                FakeRecord.of("login_failed password=my hush {}", Collections.singletonMap("plan", "pro")));
    }

    @Test
    void keys_thatAreNotWhole_areNotRedacted() throws Rejection {
        JsonNode event = StrictJson.read(Encoders.encode(
                encoder,
                FakeRecord.of("x my.token=a password_set=b \"my password\"=c token-id=d e=password f='token'"),
                Encoders.thread()));
        assertEquals(
                StrictJson.of("{'my.token':'a','password_set':'b','my password':'c','token-id':'d',"
                        + "'e':'password','f':'token'}"),
                event.get("properties"));
    }

    @Test
    void pairs_behindProseThatEndsInAKey_areRead() throws Rejection {
        JsonNode event = StrictJson.read(Encoders.encode(
                encoder, FakeRecord.of("Reset password: user_id={} plan={}", 7, "pro"), Encoders.thread()));
        assertEquals("Reset", event.get("event_name").asText());
        assertEquals("7", event.get("user_id").asText());
        assertEquals("pro", event.get("properties").get("plan").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=my hush phrase",
                "password: hush_phrase",
                "{\"password\":\"hush_phrase\"}",
                "password=my hush_phrase plan=pro",
                "[password=my hush_phrase] signed_up"
            })
    void text_thatBeginsWithARedactedValue_hasNoName(String text) {
        Rejection rejection = assertThrows(
                Rejection.class,
                () -> Encoders.encode(
                        Encoders.with("defaultUserId", "u1", "deadLetterFile", "unused"),
                        FakeRecord.of(text),
                        Encoders.thread()));
        assertFalse(rejection.getMessage().contains("hush"), rejection::getMessage);
        assertFalse(StrictJson.read(rejection.event()).toString().contains("hush"));
    }
}
