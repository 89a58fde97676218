// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Arrays;
import java.util.stream.Stream;

class ContractHeadTest extends ContractTable {

    @Override
    Stream<Case> cases() {
        return Stream.of(
                Case.whole("another path", Rule.PATH, Requests.to("POST /api/tracks HTTP/1.1"), good()),
                Case.whole("below the path", Rule.PATH, Requests.to("POST /api/track/ HTTP/1.1"), query()),
                Case.whole("path in another case", Rule.PATH, Requests.to("POST /API/track HTTP/1.1"), good()),
                Case.whole("GET", Rule.METHOD, Requests.to("GET /api/track HTTP/1.1"), good()),
                Case.whole("PUT", Rule.METHOD, Requests.to("PUT /api/track HTTP/1.1"), good()),
                Case.whole("method in lower case", Rule.METHOD, Requests.to("post /api/track HTTP/1.1"), good()),
                Case.whole("no token", Rule.TOKEN, Requests.withoutHeader("Authorization"), good()),
                token("empty token", "Bearer "),
                token("scheme alone", "Bearer"),
                token("no space", "Bearergood-token"),
                token("another scheme", "Basic good-token"),
                token("no scheme", "token-value"),
                token("unknown token", "Bearer token-value"),
                token("token in another case", "Bearer Good-Token"),
                token("two tokens", "Bearer good-token, Bearer good-token"),
                Case.whole("no type", Rule.CONTENT_TYPE, Requests.withoutHeader("Content-Type"), good()),
                type("text/plain", "application/json"),
                type("application/jsonx", "Application/JSON"),
                type("application/json charset=utf-8", "application/json;charset=utf-8"),
                type("application/json; charset=ISO-8859-1", "application/json; charset=UTF-8"),
                type("application/json; charset=\"utf-16\"", "application/json; charset=\"utf-8\""),
                type("application/json; v=1; charset=us-ascii", "application/json; v=1; charset=utf-8;"),
                type("application/json, application/json", "application/json ; profile=\"a, b\""),
                Case.whole(
                        "gzip",
                        Rule.CONTENT_ENCODING,
                        Requests.withHeader("Content-Encoding", "gzip"),
                        Requests.withHeader("Content-Encoding", "identity")),
                Case.whole(
                        "one byte too many",
                        Rule.SIZE,
                        Requests.withBody(Requests.eventOfBytes(2_000_001)),
                        Requests.withBody(Requests.eventOfBytes(2_000_000))),
                Case.whole(
                        "a character of two bytes too many",
                        Rule.SIZE,
                        Requests.withBody(withUmlaut(2_000_001)),
                        Requests.withBody(withUmlaut(2_000_000))),
                Case.whole(
                        "white space too many",
                        Rule.SIZE,
                        Requests.withBody(withSpaces(2_000_001)),
                        Requests.withBody(withSpaces(2_000_000))),
                Case.whole("blank key", Rule.TOKEN, key("x-api-key", " "), key("X-API-Key", "good-token")),
                Case.whole("unknown key", Rule.TOKEN, key("x-api-key", "token-value"), key("x-api-key", "good-token")),
                Case.whole(
                        "key beside a token that is not valid",
                        Rule.TOKEN,
                        Requests.withHeaders("Authorization", "Bearer token-value", "x-api-key", "good-token"),
                        Requests.withHeaders("Authorization", "Bearer good-token", "x-api-key", "token-value")));
    }

    /** So many bytes, and one character less. */
    private static byte[] withUmlaut(int bytes) {
        byte[] body = Requests.eventOfBytes(bytes);
        body[1_000] = (byte) 0xc3;
        body[1_001] = (byte) 0xbc;
        return body;
    }

    private static byte[] withSpaces(int bytes) {
        char[] spaces = new char[bytes - Requests.events(1).length()];
        Arrays.fill(spaces, ' ');
        return Requests.bytes(Requests.events(1) + new String(spaces));
    }

    private static HttpRequest key(String name, String key) {
        return Requests.withHeaders("Authorization", null, name, key);
    }

    private static HttpRequest good() {
        return Requests.to("POST /api/track HTTP/1.1");
    }

    private static HttpRequest query() {
        return Requests.to("POST /api/track?a=b HTTP/1.1");
    }

    private static Case token(String what, String authorization) {
        HttpRequest otherCase = Requests.withHeader("Authorization", "bearer  good-token");
        return Case.whole(what, Rule.TOKEN, Requests.withHeader("Authorization", authorization), otherCase);
    }

    private static Case type(String broken, String neighbour) {
        return Case.whole(
                broken,
                Rule.CONTENT_TYPE,
                Requests.withHeader("Content-Type", broken),
                Requests.withHeader("Content-Type", neighbour));
    }
}
