// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last entries of one kind: so many, and with so much text between them. Guarded by the journal's lock. */
final class Kept {

    private final int maxCount;
    private final long maxChars;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long chars;

    Kept(int maxCount, long maxChars) {
        this.maxCount = maxCount;
        this.maxChars = maxChars;
    }

    /** Forgets the oldest for it; an entry larger than all room is kept alone. */
    void add(Entry entry) {
        entries.add(entry);
        chars += entry.chars();
        while (entries.size() > maxCount || chars > maxChars && entries.size() > 1) {
            chars -= entries.remove().chars();
        }
    }

    void clear() {
        entries.clear();
        chars = 0;
    }

    /** Those with a higher id, oldest first. Costs as much as it finds. */
    List<Entry> after(long id) {
        List<Entry> newer = new ArrayList<>();
        Iterator<Entry> backwards = entries.descendingIterator();
        while (backwards.hasNext()) {
            Entry entry = backwards.next();
            if (entry.id() <= id) {
                break;
            }
            newer.add(entry);
        }
        Collections.reverse(newer);
        return newer;
    }
}
