// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Settlement;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.buffer.RelayStore;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.transport.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Drives the schedule against a server of a few lines, with a clock of its own. */
class RetryScheduleTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final Random random = new Random(7);
    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer = new EventBuffer(Given.options("bufferSize", "64MB"), ledger, Events.UNHEARD);
    private final Cooldown cooldown = new Cooldown(new Backoff(random::nextDouble));
    private final RetrySchedule schedule = new RetrySchedule(
            buffer,
            cooldown,
            Events.losses(new Diagnostics("TEST", new FakeReports(line -> {}), line -> {}, () -> {})));
    private final List<String> delivered = new ArrayList<>();
    private long now = 1;
    private int requests;
    /** True if the API itself refuses. */
    private boolean api = true;

    /** True if a failed request had left for the server. */
    private boolean broken;

    private int pauses;

    private void log(int from, int to) {
        for (int i = from; i < to; i++) {
            Events.offer(buffer, Events.named("e" + i));
        }
    }

    /** Sends until no event is left, or until the time is over. @param server gives the status for the names sent */
    private void run(long nanos, Predicate<List<String>> isRefused, int refusal, IntFunction<Integer> chance) {
        long end = now + nanos;
        while (now < end && buffer.pending() > 0) {
            long closed = cooldown.closedNanos(now, false, Long.MAX_VALUE);
            PendingBatch batch = closed > 0 ? null : schedule.next(now, buffer.waiting() > 0);
            if (batch == null) {
                now += Math.max(1, closed > 0 ? closed : schedule.asideNanos(now));
                continue;
            }
            now += TimeUnit.MILLISECONDS.toNanos(1);
            Integer flaw = chance.apply(requests++);
            List<String> names = Events.names(batch.batch);
            int status = flaw != null ? flaw : isRefused.test(names) ? refusal : 200;
            Answer answer = new Answer(status, status == 200, "", Collections.emptyList(), api, null, broken, 0);
            if (status == 200) {
                schedule.delivered(batch, true);
                delivered.addAll(names);
            } else if (status == 400 || status == 413) {
                pauses += schedule.refused(batch, now, answer) ? 1 : 0;
            } else {
                schedule.failed(batch, now, answer);
            }
        }
    }

    private static Predicate<List<String>> holds(String... bad) {
        return names -> !Collections.disjoint(names, Arrays.asList(bad));
    }

    private void assertDelivered(int events, int rejected) {
        assertEquals(events, delivered.size());
        assertEquals(events, new HashSet<>(delivered).size());
        assertEquals(rejected, buffer.counts().rejected());
        assertEquals(0, buffer.counts().pending());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 249, 250, 498, 499})
    void oneBadEventAmong500_isRejectedAlone(int bad) {
        log(0, 500);
        run(HOUR, holds("e" + bad), 400, request -> null);
        assertDelivered(499, 1);
        assertTrue(requests <= 20, () -> requests + " requests");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 100})
    void badEventsAmong1000_areRejectedAlone(int count) {
        log(0, 1_000);
        Set<String> bad = new HashSet<>();
        while (bad.size() < count) {
            bad.add("e" + random.nextInt(1_000));
        }
        run(HOUR, holds(bad.toArray(new String[0])), 400, request -> null);
        assertDelivered(1_000 - count, count);
    }

    /** Each batch of 1,000 holds some, and newer batches wait. */
    @Test
    void badEventsInEveryBatch_leaveTheOrder() {
        log(0, 20_000);
        Set<String> bad = new HashSet<>();
        for (int i = 0; i < 20_000; i += 700) {
            bad.add("e" + i);
        }
        run(HOUR, names -> !Collections.disjoint(names, bad), 400, request -> null);
        assertDelivered(20_000 - bad.size(), bad.size());
        List<String> inOrder = IntStream.range(0, 20_000)
                .mapToObj(i -> "e" + i)
                .filter(name -> !bad.contains(name))
                .collect(Collectors.toList());
        assertEquals(inOrder, delivered);
    }

    @Test
    void batchThatIsWrongThroughout_isRejectedWithFewRequests() {
        log(0, 1_000);
        run(HOUR, names -> true, 400, request -> null);
        assertDelivered(0, 1_000);
        assertTrue(requests <= 60, () -> requests + " requests");
    }

    /** A web server in the API's place, or a proxy's page: no event is at fault. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500, 1_000})
    void everythingRefused_butNotByTheApi_isKept_andDeliveredWhenThatIsOver(int events) {
        api = false;
        log(0, events);
        run(HOUR, names -> true, 400, request -> null);
        assertEquals(events, buffer.counts().pending());
        assertTrue(pauses > 1, () -> pauses + " pauses");
        assertTrue(requests <= 200, () -> requests + " requests in an hour"); // one each 30 s on average
        log(events, 2 * events);
        run(HOUR, names -> true, 400, request -> null);
        int before = requests;
        run(HOUR, names -> false, 400, request -> null);
        assertDelivered(2 * events, 0);
        assertTrue(requests - before <= 40, () -> requests - before + " requests");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 249, 250, 498, 499})
    void oneEventRefused_butNotByTheApi_isRejected_whenOthersGotThrough(int bad) {
        api = false;
        log(0, 500);
        run(HOUR, holds("e" + bad), 400, request -> null);
        assertDelivered(499, 1);
        assertTrue(requests <= 30, () -> requests + " requests");
    }

    @Test
    void singleEventRefused_butNotByTheApi_waitsForOthersToShowWhoseFaultItIs() {
        api = false;
        log(0, 1);
        run(HOUR, holds("e0"), 400, request -> null);
        assertEquals(1, buffer.counts().pending());
        log(1, 2);
        run(HOUR, holds("e0"), 400, request -> null);
        assertDelivered(1, 1);
    }

    @Test
    void requestsThatAreTooLarge_areSentInParts() {
        log(0, 1_000);
        run(HOUR, names -> names.size() > 300, 400, request -> null);
        assertDelivered(1_000, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 100", "100, 100", "500, 500", "1000, 50"})
    void eventThatAlwaysGets500_letsOthersPass_andIsIsolated(int before, int after) {
        log(0, before);
        run(TimeUnit.SECONDS.toNanos(1), holds("e0"), 500, request -> null);
        for (int i = 0; i < 20; i++) {
            log(before + i * after, before + (i + 1) * after);
            run(TimeUnit.SECONDS.toNanos(1), holds("e0"), 500, request -> null);
        }
        run(TimeUnit.MINUTES.toNanos(1), holds("e0"), 500, request -> null);
        assertDelivered(before + 20 * after - 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void eventThatAlwaysGets500_isIsolated_thoughNothingElseComes(int events) {
        log(0, events);
        run(TimeUnit.MINUTES.toNanos(1), holds("e3"), 500, request -> null);
        assertDelivered(events - 1, 1);
    }

    @Test
    void everyBatchHoldsSuchEvents_othersAreDelivered() {
        for (int batch = 0; batch < 50; batch++) {
            log(batch * 100, batch * 100 + 100);
            run(
                    TimeUnit.MILLISECONDS.toNanos(100),
                    names -> names.stream().anyMatch(RetryScheduleTest::endsIn07),
                    500,
                    r -> null);
        }
        run(HOUR, names -> names.stream().anyMatch(RetryScheduleTest::endsIn07), 500, request -> null);
        for (int later = 0; later < 20; later++) {
            Events.offer(buffer, Events.named("later" + later));
            run(
                    TimeUnit.MINUTES.toNanos(1),
                    names -> names.stream().anyMatch(RetryScheduleTest::endsIn07),
                    500,
                    r -> null);
        }
        assertDelivered(4_971, 49);
    }

    private static boolean endsIn07(String name) {
        return name.endsWith("07");
    }

    @Test
    void outageOf500s_howeverLong_losesNothing() {
        log(0, 2_500);
        run(12 * HOUR, names -> true, 500, request -> null);
        log(2_500, 3_000);
        run(12 * HOUR, names -> true, 500, request -> null);
        assertEquals(3_000, buffer.counts().pending());
        int before = requests;
        run(HOUR, names -> false, 500, request -> null);
        assertDelivered(3_000, 0);
        assertTrue(requests - before <= 60, () -> requests - before + " requests");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void serverThatFailsEveryNthTime_losesNothing(int n) {
        for (int i = 0; i < 200; i++) {
            log(i * 10, i * 10 + 10);
            run(TimeUnit.SECONDS.toNanos(1), names -> false, 0, request -> request % n == 0 ? 500 : null);
        }
        run(HOUR, names -> false, 0, request -> request % n == 0 ? 500 : null);
        assertDelivered(2_000, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void serverThatFailsAtRandom_losesNothing(int percent) {
        for (int i = 0; i < 5_000; i++) {
            Events.offer(buffer, Events.named("e" + i));
            run(TimeUnit.SECONDS.toNanos(1), names -> false, 0, request -> random.nextInt(100) < percent ? 500 : null);
        }
        run(HOUR, names -> false, 0, request -> random.nextInt(100) < percent ? 500 : null);
        assertDelivered(5_000, 0);
    }

    /** Some proxies reset the connection of a request that is too large. */
    @Test
    void requestsThatBreak_areSentInParts() {
        broken = true;
        log(0, 1_000);
        run(TimeUnit.MINUTES.toNanos(5), names -> names.size() > 100, Answer.NO_ANSWER, request -> null);
        assertDelivered(1_000, 0);
        assertTrue(requests <= 80, () -> requests + " requests");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 99})
    void eventThatAlwaysBreaks_letsOthersPass_andIsIsolated(int bad) {
        broken = true;
        for (int i = 0; i < 20; i++) {
            log(i * 100, i * 100 + 100);
            run(TimeUnit.SECONDS.toNanos(1), holds("e" + bad), Answer.NO_ANSWER, request -> null);
        }
        run(TimeUnit.MINUTES.toNanos(5), holds("e" + bad), Answer.NO_ANSWER, request -> null);
        assertDelivered(1_999, 1);
    }

    @Test
    void outageThatBreaksAll_howeverLong_losesNothing() {
        broken = true;
        log(0, 2_500);
        run(12 * HOUR, names -> true, Answer.NO_ANSWER, request -> null);
        log(2_500, 3_000);
        run(12 * HOUR, names -> true, Answer.NO_ANSWER, request -> null);
        assertEquals(3_000, buffer.counts().pending());
        run(HOUR, names -> false, Answer.NO_ANSWER, request -> null);
        assertDelivered(3_000, 0);
    }

    /** Most requests fail for a day, each in a different way, and no event is at fault. */
    @ParameterizedTest
    @CsvSource({"50, 1", "80, 2", "90, 3", "95, 4"})
    void serverThatFailsInEveryWay_losesNothing(int percent, long seed) {
        Random flaws = new Random(seed);
        int[] kinds = {500, 400, 413, Answer.NO_ANSWER, 503};
        IntFunction<Integer> chance = request -> {
            if (flaws.nextInt(100) >= percent) {
                return null;
            }
            int kind = flaws.nextInt(kinds.length + 1);
            broken = kind == kinds.length;
            api = false;
            return kind == kinds.length ? Answer.NO_ANSWER : kinds[kind];
        };
        for (int i = 0; i < 200; i++) {
            log(i * 20, i * 20 + 20);
            run(TimeUnit.SECONDS.toNanos(10), names -> false, 0, chance);
        }
        run(24 * HOUR, names -> false, 0, chance);
        run(HOUR, names -> false, 0, request -> null);
        assertDelivered(4_000, 0);
    }

    @Test
    void recipientThatIsAway_howeverLong_leavesTheOrder() {
        log(0, 5_000);
        run(24 * HOUR, holds(), 0, request -> request < 500 ? Answer.NOT_REACHED : null);
        assertDelivered(5_000, 0);
        for (int i = 0; i < delivered.size(); i++) {
            assertEquals("e" + i, delivered.get(i));
        }
    }

    @Test
    void failureOfAnotherKind_letsOthersPass() {
        log(0, 100);
        run(TimeUnit.SECONDS.toNanos(2), holds("e0"), Answer.NO_ANSWER, request -> null);
        log(100, 200);
        run(TimeUnit.MINUTES.toNanos(1), holds("e0"), Answer.NO_ANSWER, request -> null);
        assertEquals(100, delivered.size());
        assertEquals(100, buffer.counts().pending());
    }

    /** An event of a source, which may take it back. */
    private static final class Taken implements RelayEvent {
        private final byte[] json;
        boolean isWanted = true;

        Taken(int number) {
            json = Events.named("e" + number);
        }

        @Override
        public byte[] json() {
            return json;
        }

        @Override
        public boolean isWanted() {
            return isWanted;
        }
    }

    private List<Taken> relay(RelayStore<Taken> store, int count) {
        buffer.add(store);
        List<Taken> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new Taken(i));
        }
        events.forEach(store::add);
        return events;
    }

    @Test
    void everyRelayedEventThatIsRefused_isJudgedAlone_howeverMany() {
        RelayStore<Taken> store = new RelayStore<>(ledger);
        List<Taken> events = relay(store, 1_000);
        run(
                HOUR,
                names -> names.stream().anyMatch(name -> Integer.parseInt(name.substring(1)) < 700),
                400,
                any -> null);
        assertDelivered(300, 700);
        List<Taken> refused = new ArrayList<>();
        for (Settlement<Taken> next; (next = store.poll()) != null; ) {
            if (next.refusal != null) {
                assertEquals(1, next.events.size());
                refused.addAll(next.events);
            }
        }
        assertEquals(events.subList(0, 700), refused);
        assertEquals(0, store.occupied());
    }

    @Test
    void eventsTakenBack_areNotSentAgain() {
        RelayStore<Taken> store = new RelayStore<>(ledger);
        List<Taken> events = relay(store, 10);
        run(TimeUnit.MILLISECONDS.toNanos(1), names -> true, 503, any -> null);
        assertEquals(1, requests);
        events.subList(0, 7).forEach(event -> event.isWanted = false);
        run(HOUR, names -> false, 0, any -> null);
        assertEquals(Arrays.asList("e7", "e8", "e9"), delivered);
        assertEquals(3, buffer.counts().accepted());
        assertDelivered(3, 0);
        assertEquals(0, store.occupied());
    }

    @Test
    void batchTakenBack_isForgotten() {
        RelayStore<Taken> store = new RelayStore<>(ledger);
        List<Taken> events = relay(store, 10);
        run(TimeUnit.MILLISECONDS.toNanos(1), names -> true, 503, any -> null);
        events.forEach(event -> event.isWanted = false);
        run(HOUR, names -> false, 0, any -> null);
        assertEquals(1, requests);
        assertDelivered(0, 0);
        assertEquals(0, store.occupied());
        assertNull(store.poll());
    }
}
