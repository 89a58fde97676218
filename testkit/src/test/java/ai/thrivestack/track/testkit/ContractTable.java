// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.stream.Stream;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Holds the contract to a table of cases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContractTable {

    private final Contract contract = new Contract(Tokens.only("good-token"));

    abstract Stream<Case> cases();

    @ParameterizedTest
    @MethodSource("cases")
    void request_breaksOneRule_isRefusedWithPlaceAndRule(Case c) {
        Verdict verdict = contract.judge(c.broken);

        assertEquals(1, verdict.refusals().size(), verdict.message());
        Refusal refusal = verdict.refusals().get(0);
        assertEquals(c.rule.toString(), refusal.rule(), verdict.message());
        assertEquals(c.index, refusal.index());
        assertEquals(c.pointer, refusal.pointer());
        assertEquals(c.rule.status(), verdict.status());
        assertEquals(0, verdict.events().size());
        assertFalse(verdict.message().contains("token-value"), "the token is told: " + verdict.message());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void request_isTheNearestNeighbour_isAccepted(Case c) {
        Verdict verdict = contract.judge(c.neighbour);

        assertTrue(verdict.accepted(), verdict.message());
        assertEquals(200, verdict.status());
        assertEquals(verdict.eventCount(), verdict.events().size());
    }
}
