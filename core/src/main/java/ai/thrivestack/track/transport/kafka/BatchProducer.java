// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends a batch event by event, and waits for all acknowledgements. A sender thread calls {@link #send}, one at a time; any
 * thread calls {@link #close}, which ends an attempt that waits.
 *
 * <p>It makes a producer when it needs one: for the first batch, and after a failure that a producer may not survive, so
 * that a new one resolves host names and reads passwords anew. The client's network thread lives as long as its producer.
 */
final class BatchProducer {
    interface Factory {
        /** Takes a second the first time. @throws IOException if its settings cannot be read */
        Producer<byte[], byte[]> make() throws IOException;
    }

    /** An absent broker should be said soon, so the wait for the topic has its own limit, the making included … */
    private static final long TOPIC_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
    /** … but a slow machine leaves this much at least. */
    private static final long LEAST_TOPIC_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A call that does not block so long was told not to, by kafkaProperties. */
    private static final long LEAST_BLOCK_NANOS = ProducerSettings.LONGEST_BLOCK.toNanos() / 2;
    /** Enough for a network thread that has nothing to do; one that has is stopped then. */
    private static final Duration END_OF_IDLE = Duration.ofMillis(500);
    /** After this many failures in a row a new producer is made. Each one logs its settings, so that is not done each time. */
    static final int MOST_FAILURES = 5;

    private final String topic;
    private final long requestTimeoutNanos;
    private final Factory factory;
    private final FailureText text;
    /** In use by the sender thread. */
    private int failures;

    @GuardedBy("this")
    private Producer<byte[], byte[]> producer;

    private volatile boolean closed;
    private volatile boolean isSending;

    BatchProducer(TrackOptions options, Factory factory) {
        this.topic = options.get(TrackOptions.TOPIC);
        this.requestTimeoutNanos = options.get(TrackOptions.REQUEST_TIMEOUT).toNanos();
        this.factory = factory;
        this.text = new FailureText(options);
    }

    /** @param began when the attempt began, by {@link System#nanoTime()} */
    Answer send(RequestBody body, long began) {
        Thread.interrupted(); // a status that someone left would end every wait
        Attempt attempt = new Attempt(body);
        if (attempt.missing() == 0) {
            return Answer.delivered(); // of a batch that was cut, for others
        }
        Answer answer;
        try {
            isSending = true;
            answer = send(attempt, producer(), began);
        } catch (IOException noSettings) {
            answer = Answer.notSent(noSettings.getMessage());
        } catch (RuntimeException failure) { // the producer was not made
            answer = text.notMade(failure);
        } finally {
            isSending = false;
        }
        failures = answer.success || answer.isTooLarge() ? 0 : failures + 1;
        if (attempt.isSpent || failures >= MOST_FAILURES) {
            failures = 0;
            drop();
        }
        return answer;
    }

    private Producer<byte[], byte[]> producer() throws IOException {
        synchronized (this) {
            if (producer != null) {
                return producer;
            }
        }
        Producer<byte[], byte[]> made = factory.make(); // takes its time: close must not wait for it
        synchronized (this) {
            producer = made;
        }
        if (closed) {
            drop();
        }
        return made;
    }

    private Answer send(Attempt attempt, Producer<byte[], byte[]> producer, long began) {
        long now = System.nanoTime();
        long deadline = now + requestTimeoutNanos;
        long topicLeft = Math.max(began + TOPIC_NANOS - now, LEAST_TOPIC_NANOS);
        RuntimeException unknown = awaitTopic(producer, now + Math.min(topicLeft, requestTimeoutNanos));
        if (unknown != null) {
            attempt.isSpent = isSpent(unknown);
            return text.noTopic(unknown, producer);
        }
        attempt.send(producer);
        attempt.await(deadline);
        if (attempt.isLate) {
            drop(); // what has no answer yet gets one, and none of it leaves later
        }
        return attempt.answer();
    }

    /** Null if the topic's partitions are known: then no send blocks. */
    private RuntimeException awaitTopic(Producer<byte[], byte[]> producer, long deadline) {
        while (true) {
            long asked = System.nanoTime();
            try {
                producer.partitionsFor(topic);
                return null;
            } catch (TimeoutException stillUnknown) {
                long now = System.nanoTime();
                boolean mayNotBlock = now - asked < LEAST_BLOCK_NANOS; // we would turn here for nothing
                if (closed || mayNotBlock || now - deadline >= 0) {
                    return stillUnknown;
                }
            } catch (RuntimeException failure) {
                return failure;
            }
        }
    }

    private static boolean isSpent(Throwable failure) {
        return !(failure instanceof RetriableException);
    }

    /** Gives the producer up. What it has not sent yet, or has no answer to, it does not send any more. */
    private void drop() {
        Producer<byte[], byte[]> dropped;
        synchronized (this) {
            dropped = producer;
            producer = null;
        }
        if (dropped != null) {
            dropped.close(isSending ? Duration.ZERO : END_OF_IDLE);
        }
    }

    /** Ends an attempt, too. Returns when the network thread has ended. */
    void close() {
        closed = true;
        drop();
    }

    /** The state of one attempt with one batch. */
    private final class Attempt {
        private final RequestBody body;
        private final Future<?>[] sent;
        private Throwable tooLarge;
        private Throwable failure;
        /** The producer may be of no use any more. */
        private boolean isSpent;
        /** Not every event has an answer at the deadline. */
        private boolean isLate;

        Attempt(RequestBody body) {
            this.body = body;
            this.sent = new Future<?>[body.events()];
        }

        int missing() {
            int missing = 0;
            for (int i = 0; i < sent.length; i++) {
                missing += body.isAcknowledged(i) ? 0 : 1;
            }
            return missing;
        }

        void send(Producer<byte[], byte[]> producer) {
            try {
                for (int i = 0; i < sent.length && failure == null; i++) {
                    if (!body.isAcknowledged(i)) {
                        byte[] event = body.event(i);
                        sent[i] = producer.send(new ProducerRecord<>(topic, UserKey.of(event), event));
                        take(i); // it may have failed at once, after a wait that should not be repeated
                    }
                }
            } catch (RuntimeException thrown) {
                failed(thrown);
                isSpent = true;
            }
        }

        void await(long deadline) {
            try {
                for (int i = 0; i < sent.length && !isLate; i++) {
                    if (sent[i] != null && !sent[i].isDone()) {
                        awaitOne(sent[i], deadline);
                    }
                }
            } catch (InterruptedException odd) {
                isLate = true;
            }
        }

        private void awaitOne(Future<?> one, long deadline) throws InterruptedException {
            try {
                one.get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                // it has an answer
            } catch (java.util.concurrent.TimeoutException tooSlow) {
                isLate = true;
            }
        }

        Answer answer() {
            for (int i = 0; i < sent.length; i++) {
                take(i);
            }
            int missing = missing();
            if (missing == 0) {
                return Answer.delivered();
            }
            if (failure != null || isLate) {
                isSpent |= failure != null && isSpent(failure);
                return text.notAcknowledged(failure, missing, sent.length);
            }
            return text.tooLarge(tooLarge);
        }

        /** Takes the result of an event, if there is one. */
        private void take(int index) {
            if (sent[index] == null || !sent[index].isDone()) {
                return;
            }
            try {
                sent[index].get();
                body.acknowledged(index);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RecordTooLargeException) {
                    tooLarge = failed.getCause();
                } else {
                    failed(failed.getCause());
                }
            } catch (InterruptedException impossible) {
                failed(impossible); // it is done
            }
        }

        /** The first refusal says more than a timeout. */
        private void failed(Throwable cause) {
            if (failure == null || text.isRefusal(cause) && !text.isRefusal(failure)) {
                failure = cause;
            }
        }
    }
}
