// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OffsetsTest {
    private static final int HISTORIES = 2_000;
    private static final int STEPS = 300;
    private static final int PARTITIONS = 4;

    /** A record as the model knows it. */
    private static final class Record {
        final TopicPartition place;
        final long offset;
        final Offsets.Position position;
        boolean isSettled;

        Record(TopicPartition place, long offset, Offsets.Position position) {
            this.place = place;
            this.offset = offset;
            this.position = position;
        }
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition("topic", partition);
    }

    @Test
    void oldest_isTheFirstThatIsNotSettled() {
        Offsets offsets = new Offsets();
        assertEquals(Offsets.NONE, offsets.oldest(place(0)));
        Offsets.Position first = offsets.add(place(0), 7);
        Offsets.Position second = offsets.add(place(0), 9);
        offsets.settle(second);
        assertEquals(7, offsets.oldest(place(0)));
        offsets.settle(first);
        assertEquals(Offsets.NONE, offsets.oldest(place(0)));
    }

    /** Records come, are settled in any order, also after their partition was taken away, and come again after that. */
    @Test
    void anyHistory_isAsInTheModel() {
        int settledLate = 0;
        int outOfOrder = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Offsets offsets = new Offsets();
            Map<TopicPartition, Long> next = new HashMap<>();
            List<Record> owned = new ArrayList<>(); // the model: all records since the partition came
            List<Record> unsettled = new ArrayList<>(); // those of revoked partitions too
            for (int step = 0; step < STEPS; step++) {
                TopicPartition place = place(random.nextInt(PARTITIONS));
                int what = random.nextInt(100);
                if (what < 50) {
                    long offset =
                            next.getOrDefault(place, 0L) + (random.nextInt(10) == 0 ? 3 : 0); // gaps of transactions
                    Record record = new Record(place, offset, offsets.add(place, offset));
                    next.put(place, offset + 1);
                    owned.add(record);
                    unsettled.add(record);
                } else if (what < 98 && !unsettled.isEmpty()) {
                    Record record = unsettled.remove(random.nextInt(unsettled.size()));
                    outOfOrder += owned.contains(record) && oldest(owned, record.place) != record.offset ? 1 : 0;
                    settledLate += owned.contains(record) ? 0 : 1;
                    record.isSettled = true;
                    offsets.settle(record.position);
                } else if (what >= 98) {
                    long committed = oldest(owned, place);
                    offsets.revoke(Collections.singleton(place));
                    owned.removeIf(record -> record.place.equals(place));
                    if (committed != Offsets.NONE) {
                        next.put(place, committed); // another task, or this one, begins there
                    }
                }
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertEquals(oldest(owned, place(partition)), offsets.oldest(place(partition)), "seed " + seed);
                }
                for (Record record : unsettled) {
                    assertEquals(!owned.contains(record), record.position.isRevoked(), "seed " + seed);
                }
            }
        }
        assertTrue(settledLate > HISTORIES && outOfOrder > HISTORIES, settledLate + ", " + outOfOrder);
    }

    private static long oldest(List<Record> owned, TopicPartition place) {
        return owned.stream()
                .filter(record -> record.place.equals(place) && !record.isSettled)
                .mapToLong(record -> record.offset)
                .min()
                .orElse(Offsets.NONE);
    }

    @Test
    void partition_thatComesAgain_knowsNothingOfBefore() {
        Offsets offsets = new Offsets();
        Offsets.Position before = offsets.add(place(0), 7);
        offsets.revoke(Collections.singleton(place(0)));
        Offsets.Position again = offsets.add(place(0), 7);
        offsets.settle(before);
        assertEquals(7, offsets.oldest(place(0)));
        assertTrue(before.isRevoked());
        assertFalse(again.isRevoked());
    }
}
