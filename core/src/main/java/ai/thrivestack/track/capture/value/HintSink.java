// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Takes the hints to developers: each once, and at most {@value #MOST} in all, so that concatenated texts, each
 * different from all others, can fill neither memory nor the log. Thread-safe.
 */
public final class HintSink {
    public static final int MOST = 30;

    private final Consumer<String> sink;
    /** The hash codes of what has had its hint: templates, and the names of classes. */
    private final Set<Integer> given = ConcurrentHashMap.newKeySet();

    /** @param sink takes a sentence; called on the thread that logs */
    public HintSink(Consumer<String> sink) {
        this.sink = sink;
    }

    /** There are as many as there may be. */
    public boolean isFull() {
        return given.size() >= MOST;
    }

    /** True for the first call with this hash code. */
    public boolean isFirst(int hashCode) {
        return given.add(hashCode);
    }

    public void give(String sentence) {
        sink.accept("hint: " + sentence);
    }
}
