// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/**
 * Reports records that are no event, or that the API has refused, to Connect, which writes them to the topic for dead
 * letters. Used by the task's thread alone.
 */
final class ErrantReports {
    /** How long a commit waits for dead letters to be written. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final class Refused {
        final TopicEvent event;
        final String why;

        Refused(TopicEvent event, String why) {
            this.event = event;
            this.why = why;
        }
    }

    private final ErrantRecordReporter reporter;
    private final boolean endsAtAnError;
    private final Consumer<TopicEvent> settle;
    /** Not reported yet. */
    private final Queue<Refused> refused = new ArrayDeque<>();
    /** Reported before a commit, and not known to be written. */
    private final Map<TopicEvent, Future<Void>> unwritten = new LinkedHashMap<>();

    /**
     * @param reporter null if neither a topic nor a log for errant records is configured
     * @param settle is told of each record that is reported
     */
    ErrantReports(ErrantRecordReporter reporter, boolean endsAtAnError, Consumer<TopicEvent> settle) {
        this.reporter = reporter;
        this.endsAtAnError = endsAtAnError;
        this.settle = settle;
    }

    void add(TopicEvent event, String why) {
        refused.add(new Refused(event, why));
    }

    boolean isEmpty() {
        return refused.isEmpty() && unwritten.isEmpty();
    }

    /** In {@code put}, since Connect waits for these reports before the next commit. Throws as {@link #report(TopicEvent, String)}. */
    void report() {
        settleWritten(Duration.ZERO);
        for (Refused next; (next = refused.poll()) != null; ) {
            if (next.event.isWanted()) {
                report(next.event, next.why);
            }
        }
    }

    /** In {@code put}. Throws if the configuration says that the first errant record ends the task. */
    void report(TopicEvent event, String why) {
        DataException reason = new DataException(why);
        if (reporter != null) {
            reporter.report(event.record, reason);
        } else if (endsAtAnError) {
            throw new ConnectException(
                    "A record is errant, and errors.tolerance is none. Write errors.tolerance=all and "
                            + "errors.deadletterqueue.topic.name",
                    reason);
        }
        settle.accept(event);
    }

    /**
     * In {@code preCommit}, which may be the last of a partition: what lies behind an errant record has been delivered, and
     * would be delivered again. Connect does not wait for these reports, so this does.
     */
    void reportBeforeCommit() {
        if (reporter == null || endsAtAnError) {
            return; // a report that throws may do so in put alone
        }
        for (Refused next; (next = refused.poll()) != null; ) {
            if (next.event.isWanted()) {
                unwritten.put(next.event, reporter.report(next.event.record, new DataException(next.why)));
            }
        }
        settleWritten(LONGEST_WAIT);
    }

    private void settleWritten(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Iterator<Map.Entry<TopicEvent, Future<Void>>> each =
                        unwritten.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<TopicEvent, Future<Void>> report = each.next();
            try {
                report.getValue().get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
                settle.accept(report.getKey());
                each.remove();
            } catch (ExecutionException | TimeoutException notWritten) {
                // after a failure Connect ends the task
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
