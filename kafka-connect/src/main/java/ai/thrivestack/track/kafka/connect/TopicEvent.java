// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import ai.thrivestack.track.RelayEvent;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record of a topic, on its way to the API. */
final class TopicEvent implements RelayEvent {
    private static final byte[] NONE = {};

    final SinkRecord record;
    final Offsets.Position position;
    private final byte[] json;

    /** @param json null if the record is no event, so that it does not go to the API */
    TopicEvent(SinkRecord record, Offsets.Position position, byte[] json) {
        this.record = record;
        this.position = position;
        this.json = json == null ? NONE : json;
    }

    @Override
    public byte[] json() {
        return json;
    }

    @Override
    public boolean isWanted() {
        return !position.isRevoked();
    }

    /** Where the record was read, whatever a transformation has made of its topic since. */
    static TopicPartition place(SinkRecord record) {
        try {
            return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        } catch (NoSuchMethodError before36) { // such a worker does not tell
            return new TopicPartition(record.topic(), record.kafkaPartition());
        }
    }

    static long offset(SinkRecord record) {
        try {
            return record.originalKafkaOffset();
        } catch (NoSuchMethodError before36) {
            return record.kafkaOffset();
        }
    }
}
