// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * Which records are not settled yet, in each partition that this task has. The offset to commit is that of the oldest, since
 * a task that takes over begins there. Used by the task's thread; any thread asks a {@link Position} if it is revoked.
 */
final class Offsets {
    /** What {@link #oldest} gives if all records are settled. */
    static final long NONE = -1;

    private static final class Partition {
        /** In the order of their offsets; the first is not settled. */
        final ArrayDeque<Position> unsettled = new ArrayDeque<>();

        volatile boolean isRevoked;
    }

    /** One record's place. */
    static final class Position {
        private final Partition partition;
        private final long offset;
        private boolean isSettled;

        private Position(Partition partition, long offset) {
            this.partition = partition;
            this.offset = offset;
        }

        /** This task no longer has the partition, or has been given it anew. */
        boolean isRevoked() {
            return partition.isRevoked;
        }
    }

    private final Map<TopicPartition, Partition> partitions = new HashMap<>();

    /** Adds a record that is to be settled; those of a partition come in the order of their offsets. */
    Position add(TopicPartition place, long offset) {
        Partition partition = partitions.computeIfAbsent(place, any -> new Partition());
        Position position = new Position(partition, offset);
        partition.unsettled.addLast(position);
        return position;
    }

    void settle(Position position) {
        position.isSettled = true;
        ArrayDeque<Position> unsettled = position.partition.unsettled;
        while (!unsettled.isEmpty() && unsettled.peekFirst().isSettled) {
            unsettled.removeFirst();
        }
    }

    /** The offset of the oldest record of the partition that is not settled, {@link #NONE} if there is none. */
    long oldest(TopicPartition place) {
        Partition partition = partitions.get(place);
        return partition == null || partition.unsettled.isEmpty() ? NONE : partition.unsettled.peekFirst().offset;
    }

    /** Forgets the records of these partitions: another task begins with them. */
    void revoke(Collection<TopicPartition> places) {
        for (TopicPartition place : places) {
            Partition partition = partitions.remove(place);
            if (partition != null) {
                partition.isRevoked = true;
            }
        }
    }
}
