// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class JournalTest {

    private final Journal journal = new Journal(true);
    private final HttpRequest request = Requests.withBody("[" + Requests.EVENT + "]");
    private final Verdict verdict = new Contract(Tokens.ANY).judge(request);

    @Test
    void journal_closed_keepsWhatItHasAndTakesNoMore() {
        journal.enter(new ReceivedRequest(request, 1, 200), verdict);
        journal.close();
        journal.enter(new ReceivedRequest(request, 1, 200), verdict);

        assertEquals(1, journal.requests().size());
        assertEquals(1, journal.events().size());
    }

    @Test
    void listener_throws_requestIsEnteredAllTheSame() {
        journal.onEvent(event -> {
            throw new IllegalStateException("listener");
        });

        assertThrows(IllegalStateException.class, () -> journal.enter(new ReceivedRequest(request, 1, 200), verdict));

        assertEquals(1, journal.events().size());
    }
}
