// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import ai.thrivestack.track.transport.Transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

/** Keeps every request until the test answers it. */
final class HeldTransport implements Transport {
    private final BlockingQueue<Held> sent = new LinkedBlockingQueue<>();
    private final Queue<Held> all = new ConcurrentLinkedQueue<>();

    static final class Held {
        final Batch batch;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Held(Batch batch) {
            this.batch = batch;
        }

        void answer(int status) {
            answer.complete(new Answer(status, status == 200, "", Collections.emptyList(), 0));
        }
    }

    @Override
    public Answer send(RequestBody body) {
        Held held = new Held((Batch) body);
        all.add(held);
        sent.add(held);
        return held.answer.join();
    }

    @Override
    public boolean hasNewToken() {
        return false;
    }

    @Override
    public void close() {
        all.forEach(held -> held.answer.complete(Answer.none("closed")));
    }

    Held awaitSent() throws InterruptedException {
        Held held = sent.poll(10, TimeUnit.SECONDS);
        assertNotNull(held, "nothing was sent");
        return held;
    }

    void assertNothingMoreSent() {
        assertEquals(0, sent.size());
    }
}
