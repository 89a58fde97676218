// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.stream.Stream;

class ContractEventTest extends ContractTable {

    @Override
    Stream<Case> cases() {
        return Stream.of(
                Case.whole("an object", Rule.ARRAY, Requests.withBody(Requests.EVENT), good()),
                Case.whole("wrapped", Rule.ARRAY, Requests.withBody("{\"0\":[" + Requests.EVENT + "]}"), good()),
                Case.whole("null", Rule.ARRAY, Requests.withBody("null"), good()),
                Case.whole("no event", Rule.COUNT, Requests.withBody("[]"), good()),
                Case.whole(
                        "1001 events",
                        Rule.COUNT,
                        Requests.withBody(Requests.events(1_001)),
                        Requests.withBody(Requests.events(1_000))),
                event("a number", "1"),
                event("a string", "\"signed_up\""),
                event("a boolean", "true"),
                event("null", "null"),
                event("an array", "[" + Requests.EVENT + "]"),
                change(Rule.REQUIRED, "event_name", "\"event_name\":\"signed_up\",", ""),
                change(Rule.REQUIRED, "user_id", "\"user_id\":\"u1\",", ""),
                change(Rule.REQUIRED, "timestamp", ",\"timestamp\":\"2020-11-23T22:28:55.111Z\"", ""),
                change(Rule.TYPE, "event_name", "\"signed_up\"", "{}"),
                change(Rule.TYPE, "user_id", "\"u1\"", "17"),
                change(Rule.TYPE, "user_id", "\"u1\"", "null"),
                change(Rule.TYPE, "timestamp", "\"2020-11-23T22:28:55.111Z\"", "1606170535111"),
                change(Rule.NON_EMPTY, "event_name", "signed_up", ""),
                change(Rule.NON_EMPTY, "user_id", "u1", ""),
                change(Rule.NON_EMPTY, "timestamp", "2020-11-23T22:28:55.111Z", ""),
                change(Rule.TIMESTAMP, "timestamp", "2020-11-23", "20-11-23"),
                change(Rule.TIMESTAMP, "timestamp", "111Z", "111"),
                change(Rule.TIMESTAMP, "timestamp", "111Z", "111+01:00"),
                change(Rule.TIMESTAMP, "timestamp", "T22:28:55.111Z", ""),
                change(Rule.TIMESTAMP, "timestamp", "11-23T", "11-31T"),
                optional("properties", "null"),
                optional("properties", "[]"),
                optional("properties", "\"{}\""),
                optional("context", "null"),
                optional("context", "true"),
                optional("context", "[]"),
                optional("context", "\"g1\""),
                optional("properties", "1"),
                unknown("group_id", "/group_id"),
                unknown("Properties", "/Properties"),
                unknown("a/~", "/a~1~0"));
    }

    private static HttpRequest good() {
        return Requests.withBody("[" + Requests.EVENT + "]");
    }

    private static Case event(String what, String json) {
        return Case.second(what, Rule.TYPE, "", Requests.withSecond(json), Requests.withSecond(Requests.EVENT));
    }

    private static Case change(Rule rule, String field, String from, String to) {
        return Case.second(
                from + " becomes " + to,
                rule,
                "/" + field,
                Requests.withSecond(Requests.EVENT.replace(from, to)),
                Requests.withSecond(Requests.EVENT));
    }

    private static Case optional(String field, String json) {
        return Case.second(
                field + " is " + json,
                Rule.TYPE,
                "/" + field,
                Requests.withSecond(Requests.eventWith(field, json)),
                Requests.withSecond(Requests.eventWith(field, "{}")));
    }

    private static Case unknown(String field, String place) {
        return Case.second(
                field,
                Rule.UNKNOWN_FIELD,
                place,
                Requests.withSecond(Requests.eventWith(field, "\"g1\"")),
                Requests.withSecond(Requests.eventWith("context", "{\"" + field + "\":\"g1\"}")));
    }
}
