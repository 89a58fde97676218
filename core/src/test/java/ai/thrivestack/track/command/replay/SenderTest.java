// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.transport.Answer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How long a replay waits, and when it stops, without a server and without time. */
class SenderTest {
    private static final List<byte[]> EVENTS = Collections.singletonList(new byte[] {'{', '}'});

    private final ManualPace pace = new ManualPace();
    /** The last answer stays. */
    private final Deque<Answer> answers = new ArrayDeque<>();
    /** To a request without events. */
    private Answer whetherItWorks = answer(500);

    private int requests;

    private static Answer answer(int status) {
        return new Answer(status, status < 300, "", Collections.emptyList(), 0);
    }

    private static Answer asksToWait(long seconds) {
        return new Answer(429, false, "", Collections.emptyList(), TimeUnit.SECONDS.toNanos(seconds));
    }

    private String send(Answer... given) throws Stopped {
        answers.addAll(Arrays.asList(given));
        Progress progress = new Progress(new PrintStream(new ByteArrayOutputStream()), false, pace, 1);
        return new Sender(this::request, pace, progress).send(EVENTS);
    }

    private Answer request(List<byte[]> events) {
        if (events.isEmpty()) {
            return whetherItWorks;
        }
        requests++;
        return answers.size() > 1 ? answers.remove() : answers.element();
    }

    private void assertSeconds(long least, long most) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(pace.nanoTime());
        assertTrue(seconds >= least && seconds <= most, () -> seconds + " s");
    }

    @Test
    void refusedToken_stopsAfterASecondLook() {
        assertThrows(Stopped.class, () -> send(answer(401)));
        assertEquals(2, requests);
        assertSeconds(0, 0);
    }

    @Test
    void refusedToken_afterAnOutage_getsASecondLook() throws Exception {
        assertNull(send(answer(503), answer(401), answer(200)));
    }

    @Test
    void apiThatIsDown_stopsWithinAMinute() {
        assertThrows(Stopped.class, () -> send(Answer.none("no connection")));
        assertSeconds(30, 60);
    }

    @Test
    void apiThatAsksToWait_isWaitedFor() throws Exception {
        assertNull(send(asksToWait(200), asksToWait(200), answer(200)));
        assertSeconds(400, 400);
    }

    @Test
    void apiThatAsksToWait_againAndAgain_stopsOnce() {
        assertThrows(Stopped.class, () -> send(asksToWait(200)));
        assertSeconds(600, 900);
    }

    @Test
    void batchThatFails_whileTheApiAnswersOthers_isRefused() throws Exception {
        whetherItWorks = answer(400);
        assertEquals("fails again and again while the API answers other requests: 500", send(answer(500)));
        assertEquals(4, requests);
    }

    @Test
    void batchWhoseConnectionBreaks_whileTheApiAnswersOthers_isRefused() throws Exception {
        whetherItWorks = answer(400);
        assertEquals("fails again and again while the API answers other requests: reset", send(Answer.broken("reset")));
    }

    @Test
    void batchThatFails_whileNothingGetsThrough_isKept() {
        assertThrows(Stopped.class, () -> send(answer(500)));
        assertSeconds(30, 60);
    }

    @Test
    void apiThatIsBusy_isNotTheBatchsFault() {
        whetherItWorks = answer(400);
        assertThrows(Stopped.class, () -> send(answer(429)));
    }

    @Test
    void rate_isKept() throws Exception {
        Rate rate = new Rate(pace, 50);
        assertEquals(50, rate.largest(100));
        for (int i = 0; i < 20; i++) {
            rate.awaitTurn(50);
        }
        assertSeconds(19, 19);
        pace.await(Pace.seconds(10));
        rate.awaitTurn(50);
        rate.awaitTurn(50); // what was missed is not made up for
        assertSeconds(30, 30);
    }
}
