// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import ai.thrivestack.track.transport.Transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** Gives the answers of the test, then the same one for ever, and shows what was sent. */
final class FakeTransport implements Transport {
    private static final Answer HANG = Answer.none("hung until the transport was closed");

    final CountDownLatch closed = new CountDownLatch(1);
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Batch> sent = new LinkedBlockingQueue<>();
    /** The status of the answer after all others. */
    volatile int last = 200;

    volatile boolean newToken;

    private static Answer answer(int status, long retryAfterNanos) {
        return new Answer(status, status == 200, "", Collections.emptyList(), retryAfterNanos);
    }

    void next(int... statuses) {
        for (int status : statuses) {
            answers.add(answer(status, 0));
        }
    }

    void nextWithRetryAfter(int status, long seconds) {
        answers.add(answer(status, TimeUnit.SECONDS.toNanos(seconds)));
    }

    /** No answer before {@link #close}. */
    void nextHangs() {
        answers.add(HANG);
    }

    @Override
    public Answer send(RequestBody body) {
        Answer answer = answers.poll();
        sent.add((Batch) body);
        if (answer == HANG) {
            awaitClose();
        }
        return answer == null ? answer(last, 0) : answer;
    }

    @Override
    public boolean hasNewToken() {
        return newToken;
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }

    Batch awaitSent() throws InterruptedException {
        Batch batch = sent.poll(10, TimeUnit.SECONDS);
        assertNotNull(batch, "nothing was sent");
        return batch;
    }

    void assertNothingMoreSent() {
        assertEquals(0, sent.size());
    }
}
