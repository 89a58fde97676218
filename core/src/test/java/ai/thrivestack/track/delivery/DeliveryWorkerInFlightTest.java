// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.Arrays;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.delivery.HeldTransport.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Several requests in flight. The offered events fill five. */
@Timeout(60)
class DeliveryWorkerInFlightTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final int EVENTS = 5 * ApiLimits.MAX_REQUEST_EVENTS;

    private final HeldTransport transport = new HeldTransport();
    private final WorkerBench bench =
            new WorkerBench(transport, "batchSize", "1000", "flushInterval", "24h", "maxInFlight", "2");

    @AfterEach
    void stop() {
        bench.worker.stop();
    }

    private void offerAll() {
        for (int i = 0; i < EVENTS; i++) {
            bench.offer("" + i);
        }
    }

    /** The first is alone, since it is not known yet if the API works. */
    private Held[] startTwo() throws InterruptedException {
        offerAll();
        bench.worker.start();
        Held first = transport.awaitSent();
        bench.awaitRound();
        transport.assertNothingMoreSent();
        first.answer(200);
        return new Held[] {transport.awaitSent(), transport.awaitSent()};
    }

    @Test
    void requests_areUnderWayUpToTheOption_andNotMore() throws InterruptedException {
        Held[] two = startTwo();
        bench.awaitRound();
        transport.assertNothingMoreSent();
        two[1].answer(200);
        Held third = transport.awaitSent();
        bench.awaitRound();
        transport.assertNothingMoreSent();
        two[0].answer(200);
        third.answer(200);
        transport.awaitSent().answer(200);
        assertTrue(bench.buffer.awaitSettled(EVENTS, System.nanoTime() + LONG.toNanos()));
    }

    @Test
    void trouble_leavesOneRequestAlone_untilSomethingIsDelivered() throws InterruptedException {
        Held[] two = startTwo();
        two[0].answer(503);
        two[1].answer(503);
        bench.worker.beginWait(); // shortens the backoff
        Held probe = transport.awaitSent();
        bench.awaitRound();
        transport.assertNothingMoreSent();
        probe.answer(200);
        transport.awaitSent();
        transport.awaitSent();
    }

    @Test
    void trouble_ofOne_isNotEndedByWhatLeftBefore() throws InterruptedException {
        Held[] two = startTwo();
        two[0].answer(429);
        bench.worker.beginWait();
        Held probe = transport.awaitSent();
        two[1].answer(200);
        bench.awaitRound();
        transport.assertNothingMoreSent();
        probe.answer(200);
        transport.awaitSent();
        transport.awaitSent();
    }

    @Test
    void refusedToken_isReadAgainAtOnce_whateverTheOtherRequestSays() throws InterruptedException {
        Held[] two = startTwo();
        two[0].answer(401);
        Held again = transport.awaitSent();
        assertSame(two[0].batch, again.batch);
        two[1].answer(401);
        bench.awaitRound();
        transport.assertNothingMoreSent();
        again.answer(200);
        assertTrue(Arrays.asList(transport.awaitSent().batch, transport.awaitSent().batch)
                .contains(two[1].batch));
    }

    @Test
    void newSettings_waitForWhatIsUnderWay() throws InterruptedException {
        Held[] two = startTwo();
        HeldTransport other = new HeldTransport();
        bench.worker.takeUp(new Settings(Given.options("batchSize", "1000"), other));
        two[0].answer(200);
        bench.awaitRound();
        transport.assertNothingMoreSent();
        other.assertNothingMoreSent();
        two[1].answer(200);
        other.awaitSent().answer(200);
        other.awaitSent().answer(200);
        assertTrue(bench.buffer.awaitSettled(EVENTS, System.nanoTime() + LONG.toNanos()));
        transport.assertNothingMoreSent();
    }

    @Test
    void stop_abortsAllThatIsUnderWay_andKeepsTheAccount() throws InterruptedException {
        startTwo();
        bench.worker.stop();
        bench.assertEnds();
        assertEquals(EVENTS - ApiLimits.MAX_REQUEST_EVENTS, Events.count(bench.buffer.close()));
        bench.assertCounts(
                "accepted 5000 = delivered 1000 + rejected 0 + dropped 4000 {not delivered at shutdown=4000} + pending 0");
    }
}
