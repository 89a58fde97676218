// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A worker's side of a task, on the test's thread. */
final class FakeContext implements SinkTaskContext {
    /** A record that was reported as errant, and why. */
    static final class Reported {
        final SinkRecord record;
        final String why;

        Reported(SinkRecord record, Throwable why) {
            this.record = record;
            this.why = why.getMessage();
        }
    }

    final Map<String, String> configs = new HashMap<>();
    final Set<TopicPartition> assignment = new LinkedHashSet<>();
    final Set<TopicPartition> paused = new LinkedHashSet<>();
    final List<Reported> reported = new ArrayList<>();
    /** Null if none is configured. */
    ErrantRecordReporter reporter = this::report;

    /** Thrown when the configuration is asked for; null if it can be read. */
    RuntimeException failure;

    boolean isCommitRequested;
    long timeout = -1;

    private Future<Void> report(SinkRecord record, Throwable why) {
        reported.add(new Reported(record, why));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Map<String, String> configs() {
        if (failure != null) {
            throw failure;
        }
        return configs;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new AssertionError("the task does not rewind");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new AssertionError("the task does not rewind");
    }

    @Override
    public void timeout(long millis) {
        timeout = millis;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(assigned(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(assigned(partitions));
    }

    /** Connect throws, too. */
    private List<TopicPartition> assigned(TopicPartition... partitions) {
        List<TopicPartition> all = Arrays.asList(partitions);
        if (!assignment.containsAll(all)) {
            throw new IllegalStateException(all + " are not all among " + assignment);
        }
        return all;
    }

    @Override
    public void requestCommit() {
        isCommitRequested = true;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }
}
