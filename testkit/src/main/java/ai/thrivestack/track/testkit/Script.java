// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers that a test has prescribed and that no request has got yet. Safe for use by several threads. */
final class Script {

    private final Deque<Turn> turns = new ArrayDeque<>();

    synchronized void add(Answer... next) {
        Collection<Answer> all = Arrays.asList(next);
        if (all.contains(null)) {
            throw new NullPointerException("answer");
        }
        all.forEach(answer -> turns.add(new Turn(answer, 1)));
    }

    /** From now on those, instead of what was waiting. */
    synchronized void replace(List<Turn> next) {
        turns.clear();
        turns.addAll(next);
    }

    /** The next answer, once; the contract's when there is none. */
    synchronized Answer next() {
        Turn next = turns.poll();
        if (next == null) {
            return Answer.ok();
        }
        if (!next.isLast()) {
            turns.addFirst(next.taken());
        }
        return next.answer();
    }

    synchronized List<Map<String, Object>> waiting() {
        return turns.stream().map(Turn::fields).collect(Collectors.toList());
    }

    synchronized void clear() {
        turns.clear();
    }
}
