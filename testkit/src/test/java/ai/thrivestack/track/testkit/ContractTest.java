// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ContractTest {

    private final Contract contract = new Contract(Tokens.ANY);

    @Test
    void tables_allTogether_coverEveryRuleButHttpItself() {
        Set<Rule> covered = Stream.of(new ContractHeadTest(), new ContractTextTest(), new ContractEventTest())
                .flatMap(ContractTable::cases)
                .map(c -> c.rule)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));

        assertEquals(EnumSet.allOf(Rule.class), covered);
    }

    @Test
    void example_published_isAcceptedWithAYearOfFourDigits() {
        String example = "[{\"event_name\": \"signed_up\",\n \"properties\": {\"email\": \"JohnDoe@acmelabs.com\","
                + " \"name\": \"John Doe\", \"first name\": \"John\", \"last name\": \"Doe\"},\n"
                + " \"user_id\": \"3e474abe-5943-41fd-8b7b-4c87ad95b0c7\",\n"
                + " \"timestamp\": \"20-11-23T22:28:55.111Z\",\n"
                + " \"context\": {\"group_id\": \"55444abe-41fd-5943-d95b-4c87ad95b674\"}}]";

        Verdict published = contract.judge(Requests.withBody(example));
        Verdict mended = contract.judge(Requests.withBody(example.replace("20-11-23", "2020-11-23")));

        assertEquals("timestamp ISO 8601 UTC", published.refusals().get(0).rule());
        assertEquals(1, published.refusals().size());
        assertTrue(mended.accepted(), mended.message());
        assertEquals("John", mended.events().get(0).properties().get("first name"));
    }

    @Test
    void rules_public_haveDistinctNames() {
        List<String> names = Stream.of(Rule.values()).map(Rule::toString).collect(Collectors.toList());

        assertEquals(names.stream().distinct().collect(Collectors.toList()), names);
    }

    @Test
    void faults_several_areAllFoundAndTheFirstIsTold() {
        String body = "[{\"user_id\":7,\"timestamp\":\"now\",\"x\":1}," + Requests.EVENT + ",3]";

        Verdict verdict = contract.judge(Requests.withBody(body));

        assertEquals(
                "[/0/event_name required, /0/user_id type, /0/timestamp timestamp ISO 8601 UTC, /0/x unknown field,"
                        + " /2 type]",
                verdict.refusals().stream()
                        .map(r -> r.pointer() + " " + r.rule())
                        .collect(Collectors.toList())
                        .toString());
        assertTrue(verdict.message().matches("event 0 at /0/event_name: .*required.* and 4 more"), verdict.message());
        assertEquals(3, verdict.eventCount());
        assertEquals(0, verdict.events().size());
    }

    @Test
    void faults_moreThanAThousand_areCountedButNotKept() {
        String body = Requests.events(1_000).replace("\"user_id\":\"u1\"", "\"a\":1,\"b\":2");

        Verdict verdict = contract.judge(Requests.withBody(body));

        assertEquals(1_000, verdict.refusals().size());
        assertTrue(verdict.message().endsWith(" and 2999 more"), verdict.message());
    }

    @Test
    void token_wrongAndBodyTooLarge_isToldFirst() {
        Verdict verdict = new Contract(Tokens.only("other")).judge(Requests.withBody(new byte[2_000_001]));

        assertEquals("bearer token", verdict.refusals().get(0).rule());
        assertEquals(1, verdict.refusals().size());
    }

    @Test
    void token_emptyWhereAnyIsValid_isRefused() {
        Verdict verdict = contract.judge(Requests.withHeader("Authorization", "Bearer"));

        assertEquals("The bearer token is empty.", verdict.refusals().get(0).message());
    }

    @Test
    void token_noneValid_isRefused() {
        assertEquals(
                401, new Contract(Tokens.only()).judge(Requests.withBody("[]")).status());
    }

    @Test
    void nesting_aMillionDeep_isRefusedWithoutStackOverflow() {
        byte[] body = new byte[2_000_000];
        Arrays.fill(body, 0, 1_000_000, (byte) '[');
        Arrays.fill(body, 1_000_000, 2_000_000, (byte) ']');

        Verdict verdict = contract.judge(Requests.withBody(body));

        assertEquals("nesting 1000", verdict.refusals().get(0).rule());
        assertTrue(verdict.message().length() < 1_000, "the answer repeats the path");
    }

    @Test
    void elements_aMillion_areRefusedByTheirNumberAlone() {
        byte[] body = Requests.bytes("[0" + String.join("", Collections.nCopies(999_998, ",0")) + "]");

        Verdict verdict = contract.judge(Requests.withBody(body));

        assertEquals(1, verdict.refusals().size());
        assertEquals("events 1 to 1000", verdict.refusals().get(0).rule());
        assertEquals(999_999, verdict.eventCount());
    }
}
