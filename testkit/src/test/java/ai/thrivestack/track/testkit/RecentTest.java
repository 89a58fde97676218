// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecentTest {

    private final AtomicLong clock = new AtomicLong(5_000_000);
    private final Recent recent = new Recent(clock::get);

    @Test
    void events_moreThanAreKept_leaveTheLastAndTheCounts() {
        for (int i = 0; i < 11; i++) {
            receive(Requests.events(1_000));
        }

        assertEquals(Recent.EVENTS, recent.events().size());
        assertEquals(1_001, recent.events().get(0).id());
        assertEquals(11_000L, recent.counts().get("accepted"));
        assertEquals(
                Collections.singletonMap("signed_up", 11_000L), recent.counts().get("byName"));
    }

    @Test
    void events_large_areKeptBySize() {
        for (int i = 0; i < 10; i++) {
            recent.add(new ReceivedRequest(Requests.withBody("[]"), 1, 200), judge(Requests.eventOfBytes(1_990_000)));
        }

        assertEquals(4, recent.events().size());
    }

    @Test
    void event_largerThanAllRoom_isKeptAlone() {
        Kept kept = new Kept(10, 1_000);
        TrackedEvent large = judge(Requests.eventOfBytes(2_000)).events().get(0);
        kept.add(Entry.accepted(1, 0, large, any -> Collections.emptyList()));
        kept.add(Entry.accepted(2, 0, large, any -> Collections.emptyList()));

        assertEquals(Arrays.asList(2L), ids(kept.after(0)));
    }

    @Test
    void refusals_moreThanAreKept_leaveTheEventsAlone() {
        receive(Requests.events(1));
        for (int i = 0; i < Recent.REQUESTS + 1; i++) {
            receive("[]");
        }

        assertEquals(1, recent.events().size());
        assertEquals(Recent.REQUESTS, recent.requests().size());
        assertEquals(Recent.REQUESTS + 1L, recent.counts().get("refused"));
    }

    @Test
    void bodies_ofRefusedRequests_areKeptBySize() {
        String body = "[1," + new String(Requests.eventOfBytes(100_000), StandardCharsets.UTF_8).substring(1);
        for (int i = 0; i < 400; i++) {
            receive(body);
        }

        int kept = recent.requests().size();
        assertTrue(kept > 100 && kept < 250, kept + " are kept, of 8,000 characters each");
        assertEquals(400L, recent.counts().get("refused"));
    }

    @Test
    void faults_manyInOneRequest_areCountedAndTheFirstKept() {
        receive("[" + String.join(",", Collections.nCopies(1_000, "1")) + "]");

        Map<String, Object> request = recent.requests().get(0).whole();

        assertEquals(1_000, request.get("faultCount"));
        assertEquals(100, ((List<?>) request.get("faults")).size());
    }

    @Test
    void names_withoutEnd_areCountedTogether() {
        for (int i = 0; i < Tally.NAMES + 5; i++) {
            receive("[" + Requests.EVENT.replace("signed_up", "name_" + i) + "]");
        }
        receive("[" + Requests.EVENT.replace("signed_up", "name_0") + "]");

        Map<?, ?> byName = (Map<?, ?>) recent.counts().get("byName");
        assertEquals(Tally.NAMES, byName.size());
        assertEquals(2L, byName.get("name_0"));
        assertEquals(5L, recent.counts().get("otherNames"));
    }

    @Test
    void after_anId_givesBothKindsInOrderAndNoMoreThanAsked() {
        receive(Requests.events(2));
        receive("[]");
        receive(Requests.events(2));

        assertEquals(Arrays.asList(2L, 3L, 4L), ids(recent.after(1, 3)));
        assertEquals(Arrays.asList(5L), ids(recent.after(4, 3)));
        assertTrue(recent.after(5, 3).isEmpty());
    }

    @Test
    void cleared_idsGoOn() {
        receive(Requests.events(2));

        recent.clear();
        receive(Requests.events(1));

        assertEquals(2, recent.forgotten());
        assertEquals(Arrays.asList(3L), ids(recent.after(0, 10)));
        assertEquals(1L, recent.counts().get("accepted"));
    }

    @Test
    void rates_bySecond_forgetWhatIsTooOld() {
        receive(Requests.events(2));
        clock.addAndGet(999);
        receive(Requests.events(1));
        clock.addAndGet(1);
        receive("[]");
        recent.addScripted(new ReceivedRequest(Requests.withBody("[]"), 0, 500));

        assertEquals("[[5000,3,0,0],[5001,0,1,1]]", JsonText.of(recent.ratesSince(0)));
        assertEquals("[[5001,0,1,1]]", JsonText.of(recent.ratesSince(5_001)));
        clock.addAndGet(299_000);
        assertEquals("[[5001,0,1,1]]", JsonText.of(recent.ratesSince(0)));
        clock.addAndGet(1_000);
        receive(Requests.events(1));
        assertEquals("[[5301,1,0,0]]", JsonText.of(recent.ratesSince(0)));
    }

    private void receive(String body) {
        Verdict verdict = judge(Requests.bytes(body));
        recent.add(new ReceivedRequest(Requests.withBody(body), verdict.eventCount(), verdict.status()), verdict);
    }

    private static Verdict judge(byte[] body) {
        return new Contract(Tokens.ANY).judge(Requests.withBody(body));
    }

    private static List<Long> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).collect(Collectors.toList());
    }
}
