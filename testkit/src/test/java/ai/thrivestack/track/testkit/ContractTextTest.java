// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;

class ContractTextTest extends ContractTable {

    @Override
    Stream<Case> cases() {
        return Stream.of(
                utf8("stray byte", "\u0080"),
                utf8("Latin-1", "\u00fc"),
                utf8("encoded surrogate", "\u00ed\u00a0\u0080"),
                utf8("overlong form", "\u00c0\u00af"),
                utf8("beyond Unicode", "\u00f4\u0090\u0080\u0080"),
                Case.whole("cut character", Rule.UTF_8, Requests.withBody(new byte[] {'[', (byte) 0xc3}), good()),
                json("empty body", "", "[" + Requests.EVENT + "]"),
                json("white space alone", " \n", " \n[" + Requests.EVENT + "]\r\t"),
                json("byte order mark", "\ufeff[" + Requests.EVENT + "]", " [" + Requests.EVENT + "]"),
                json("unfinished", "[" + Requests.EVENT, "[" + Requests.EVENT + "]"),
                json("second value", "[" + Requests.EVENT + "] []", "[" + Requests.EVENT + "] "),
                json("null byte at the end", "[" + Requests.EVENT + "]\0", "[" + Requests.EVENT + "]\n"),
                json("comma at the end", "[" + Requests.EVENT + ",]", "[" + Requests.EVENT + "]"),
                json("lines of JSON", Requests.EVENT + "\n" + Requests.EVENT, Requests.events(2)),
                value("NaN", "null"),
                value("-Infinity", "-1"),
                value("01", "0.1"),
                value("+1", "1"),
                value(".5", "0.5"),
                value("5.", "5e+0"),
                value("'a'", "\"a\""),
                value("True", "true"),
                value("1 // one", "1"),
                value("\"a\nb\"", "\"a\\nb\""),
                value("\"a\tb\"", "\"a\u007fb\""),
                value("\"\\x41\"", "\"\\u0041\""),
                value("[1,]", "[1]"),
                value("{a:1}", "{\"a\":1}"),
                Case.whole(
                        "key",
                        Rule.LONE_SURROGATE,
                        Requests.withProperty("\\ud83d", "1"),
                        Requests.withProperty("\\ud83d\\ude00", "1")),
                surrogate("high", "\"\\ud83d\"", "\"\\ud83d\\ude00\""),
                surrogate("high before a letter", "\"\\ud83dx\"", "\"\ud83d\ude00x\""),
                surrogate("low before low", "\"\\ude00\\ude00\"", "\"\\ud83d\\ude00\""),
                surrogate("low before high", "\"\\ude00\\ud83d\"", "\"\\ud83d\\ude00\""),
                Case.second(
                        "field",
                        Rule.DUPLICATE_KEY,
                        "/user_id",
                        Requests.withSecond(Requests.eventWith("user_id", "\"u1\"")),
                        Requests.withSecond(Requests.EVENT)),
                Case.second(
                        "property, once escaped",
                        Rule.DUPLICATE_KEY,
                        "/properties/a~1b~0",
                        Requests.withProperty("a/b~\":1,\"\\u0061/b~", "2"),
                        Requests.withProperty("a/b~\":1,\"A/b~", "2")),
                Case.second(
                        "deeper than 1000",
                        Rule.NESTING,
                        String.join("", Collections.nCopies(997, "/0")).replaceFirst("/0", "/properties/p/0"),
                        Requests.withProperty("p", nested(998)),
                        Requests.withProperty("p", nested(997))),
                Case.second(
                        "huge exponent",
                        Rule.NUMBER_RANGE,
                        "/properties/p",
                        Requests.withProperty("p", "1e99999999999"),
                        Requests.withProperty("p", "1e2147483647")),
                Case.second(
                        "tiny exponent",
                        Rule.NUMBER_RANGE,
                        "/properties/p",
                        Requests.withProperty("p", "1.0E-2147483647"),
                        Requests.withProperty("p", "1.0E-2147483646")),
                Case.second(
                        "exponent of 30 digits",
                        Rule.NUMBER_RANGE,
                        "/properties/p",
                        Requests.withProperty(
                                "p",
                                "1e" + Collections.nCopies(30, 9).toString().replaceAll("\\D", "")),
                        Requests.withProperty("p", "1e0000000000000000000000000000009")));
    }

    private static HttpRequest good() {
        return Requests.withBody("[" + Requests.EVENT + "]");
    }

    /** A property with those bytes, one for each char; the neighbour is the same text in UTF-8. */
    private static Case utf8(String what, String bytes) {
        String body = "[" + Requests.eventWith("properties", "{\"p\":\"" + bytes + "\"}") + "]";
        HttpRequest broken = Requests.withBody(body.getBytes(StandardCharsets.ISO_8859_1));
        return Case.whole(what, Rule.UTF_8, broken, Requests.withBody(body));
    }

    private static Case json(String what, String broken, String neighbour) {
        return Case.whole(what, Rule.JSON, Requests.withBody(broken), Requests.withBody(neighbour));
    }

    private static Case value(String broken, String neighbour) {
        return Case.whole(broken, Rule.JSON, Requests.withProperty("p", broken), Requests.withProperty("p", neighbour));
    }

    private static Case surrogate(String what, String broken, String neighbour) {
        return Case.second(
                what,
                Rule.LONE_SURROGATE,
                "/properties/p/0",
                Requests.withProperty("p", "[" + broken + "]"),
                Requests.withProperty("p", "[" + neighbour + "]"));
    }

    private static String nested(int depth) {
        return String.join("", Collections.nCopies(depth, "[")) + String.join("", Collections.nCopies(depth, "]"));
    }
}
