// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import ai.thrivestack.track.Settlement;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.pipeline.RelayJson;
import ai.thrivestack.track.pipeline.TrackRelay;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Hands records to core's {@link TrackRelay}, whose threads deliver them, and commits what is settled. Connect calls all
 * methods on the task's one thread, and so all state here belongs to that thread.
 *
 * <p>{@link #put} only takes: it does not wait for the API, and throws nothing because of it. While much waits, it pauses
 * the partitions, so Connect goes on polling and the task keeps its place in the group, however long the API is away. A
 * record is settled when the API has accepted its event, or when it has been reported as errant.
 */
public final class TrackSinkTask extends SinkTask {
    /** The task's number among those of its connector. */
    static final String NUMBER = "track.task";

    /** How often offsets are committed: what is delivered between two commits is delivered twice if the worker dies. */
    private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** How long a commit waits for requests in flight. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

    private static final long TOKEN_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

    // For how long Connect may poll, in milliseconds.
    private static final long POLL_WHILE_EVENTS_WAIT = 1_000;
    private static final long POLL_WHILE_PAUSED = 100;
    /** No request leaves meanwhile. */
    private static final long POLL_WHILE_HELD = 10;

    private final LongSupplier clock;
    private final Offsets offsets = new Offsets();
    private TaskReports reports;
    private TrackRelay<TopicEvent> relay;
    private ErrantReports errant;
    private long bufferSize;

    private boolean isPaused;
    /** Partitions have come since the last put: Connect has paused those of them again that were paused before. */
    private boolean hasNewPartitions;
    /** Something was settled since the last commit. */
    private boolean isNews;

    private long commitNanos;
    private long tokenLookNanos;

    /** Connect makes it. */
    public TrackSinkTask() {
        this(System::nanoTime);
    }

    TrackSinkTask(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public void start(Map<String, String> properties) {
        TrackOptions options = TaskOptions.of(properties);
        TrackSinkConnector.requireUsable(options);
        String name = properties.getOrDefault("name", "track") + "-" + properties.getOrDefault(NUMBER, "0");
        bufferSize = options.get(TrackOptions.BUFFER_SIZE);
        errant = new ErrantReports(reporter(), Surprises.endsAtAnError(properties), this::settle);
        commitNanos = clock.getAsLong() - COMMIT_NANOS;
        tokenLookNanos = clock.getAsLong() - TOKEN_LOOK_NANOS;
        reports = new TaskReports(name);
        relay = TrackRelay.start(name, options, reports);
    }

    /** Null if neither a topic nor a log for errant records is configured. */
    private ErrantRecordReporter reporter() {
        try {
            return context.errantRecordReporter();
        } catch (NoSuchMethodError | NoClassDefFoundError before26) {
            return null;
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        relay.endHold();
        settle();
        errant.report();
        records.forEach(this::take);
        renewToken();
        pauseOrResume();
        requestCommit();
        limitPoll();
    }

    private void take(SinkRecord record) {
        Offsets.Position position = offsets.add(TopicEvent.place(record), TopicEvent.offset(record));
        byte[] json;
        try {
            json = RelayJson.of(record.value());
        } catch (IllegalArgumentException noEvent) {
            errant.report(
                    new TopicEvent(record, position, null),
                    "the record's value is no event: " + noEvent.getMessage()
                            + ". Is value.converter org.apache.kafka.connect.converters.ByteArrayConverter?");
            return;
        }
        relay.accept(new TopicEvent(record, position, json));
    }

    /** Takes note of what the relay has settled. */
    private void settle() {
        for (Settlement<TopicEvent> next; (next = relay.poll()) != null; ) {
            for (TopicEvent event : next.events) {
                if (next.refusal == null) {
                    settle(event);
                } else {
                    errant.add(event, next.refusal);
                }
            }
        }
    }

    private void settle(TopicEvent event) {
        offsets.settle(event.position);
        isNews = true;
    }

    private void renewToken() {
        long now = clock.getAsLong();
        if (!relay.isTokenRefused() || now - tokenLookNanos < TOKEN_LOOK_NANOS) {
            return;
        }
        tokenLookNanos = now;
        try {
            relay.renewToken(TaskOptions.of(context.configs())); // resolves variables of a secret store anew
        } catch (RuntimeException noStore) { // its message may quote what it read
            reports.log("the token cannot be read anew: " + noStore.getClass().getName());
        }
    }

    private void pauseOrResume() {
        boolean isMuch = relay.occupied() > (isPaused ? bufferSize / 4 : bufferSize / 2);
        if (isMuch != isPaused || hasNewPartitions) {
            isPaused = isMuch;
            if (isMuch) {
                context.pause(assignment());
            } else {
                context.resume(assignment());
            }
        }
        hasNewPartitions = false;
    }

    private TopicPartition[] assignment() {
        return context.assignment().toArray(new TopicPartition[0]);
    }

    private void requestCommit() {
        long now = clock.getAsLong();
        if (isNews && now - commitNanos >= COMMIT_NANOS) {
            commitNanos = now;
            context.requestCommit();
        }
    }

    /** Connect calls again only after its poll, and a poll without records takes as long as it may. */
    private void limitPoll() {
        if (isPaused) {
            context.timeout(POLL_WHILE_PAUSED);
        } else if (relay.pending() > 0 || isNews) {
            context.timeout(POLL_WHILE_EVENTS_WAIT);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> current) {
        relay.hold(LONGEST_HOLD);
        settle();
        errant.reportBeforeCommit();
        isNews = false;
        commitNanos = clock.getAsLong();
        Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>(current);
        settled.keySet().retainAll(context.assignment()); // of others Connect warns
        for (TopicPartition place : settled.keySet()) {
            long oldest = offsets.oldest(place);
            if (oldest != Offsets.NONE) {
                settled.put(place, new OffsetAndMetadata(oldest));
            }
        }
        if (isPaused || relay.pending() > 0 || !errant.isEmpty()) {
            context.timeout(POLL_WHILE_HELD);
        }
        return settled;
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        hasNewPartitions = true;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        offsets.revoke(partitions);
        relay.dropUnwanted();
    }

    /** Takes two seconds at most; Connect gives five. */
    @Override
    public void stop() {
        if (relay != null) {
            relay.stop();
        }
    }
}
