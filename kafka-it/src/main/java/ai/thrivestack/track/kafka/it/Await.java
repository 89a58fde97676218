// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Asks another process again and again, until a deadline: for what it does not tell by itself, such as a REST answer, a
 * port or an offset. Whatever a process prints is waited for without asking, in {@link Child#awaitLine}.
 */
final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /**
     * Returns the first answer that is wanted. A question that throws counts as one without an answer.
     *
     * @throws AssertionError when the time is over; with the last answer, or with the exception as its cause
     */
    static <T> T until(String what, Duration timeout, Callable<T> question, Predicate<T> wanted) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            T answer = null;
            Exception failure = null;
            try {
                answer = question.call();
                if (wanted.test(answer)) {
                    return answer;
                }
            } catch (Exception e) {
                failure = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "waited " + timeout + " for " + what + ", the last answer is " + answer, failure);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for " + what, failure);
            }
        }
    }

    /**
     * Asks for all of that time.
     *
     * @throws AssertionError at the first answer that is not allowed
     */
    static <T> void throughout(String what, Duration time, Callable<T> question, Predicate<T> allowed)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            T answer = question.call();
            if (!allowed.test(answer)) {
                throw new AssertionError("not always " + what + ", but " + answer);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
