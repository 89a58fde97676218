// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import ai.thrivestack.track.ApiLimits;

/**
 * Cuts the letters into batches, in their order. A refused batch is cut in half again and again until one event is left,
 * which is the one at fault; after a delivered one, batches grow again. Not thread-safe.
 */
final class Batches {
    private final LetterReader letters;
    private final int largest;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private int limit;

    /** @param largest how many letters a batch has at most */
    Batches(LetterReader letters, int largest) {
        this.letters = letters;
        this.largest = largest;
        limit = largest;
    }

    /** The letters that are next, the same until they are {@link #settled}; empty at the end. */
    List<Letter> next() throws IOException {
        while (waiting.size() < limit) {
            Letter letter = letters.next();
            if (letter == null) {
                break;
            }
            waiting.add(letter);
        }
        List<Letter> batch = new ArrayList<>();
        int bytes = 1;
        for (Letter letter : waiting) {
            bytes += letter.event == null ? 0 : letter.event.length + 1;
            if (batch.size() == limit || !batch.isEmpty() && bytes > ApiLimits.MAX_REQUEST_BYTES) {
                break;
            }
            batch.add(letter);
        }
        return batch;
    }

    void settled(List<Letter> batch, boolean delivered) {
        batch.forEach(letter -> waiting.remove());
        if (delivered) {
            limit = Math.min(largest, 2 * limit);
        }
    }

    /** @param batch has several letters */
    void cut(List<Letter> batch) {
        limit = batch.size() / 2;
    }
}
