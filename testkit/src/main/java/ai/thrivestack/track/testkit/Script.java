// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Queue;

/** The answers that a test has prescribed and that no request has got yet. Safe for use by several threads. */
final class Script {

    private final Queue<Answer> answers = new ArrayDeque<>();

    synchronized void add(Answer... next) {
        Collection<Answer> all = Arrays.asList(next);
        if (all.contains(null)) {
            throw new NullPointerException("answer");
        }
        answers.addAll(all);
    }

    /** The next answer, once; the contract's when there is none. */
    synchronized Answer next() {
        Answer next = answers.poll();
        return next == null ? Answer.ok() : next;
    }

    synchronized void clear() {
        answers.clear();
    }
}
