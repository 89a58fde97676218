// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.Collections;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.Settlement;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.buffer.RelayStore;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.report.LossReporter;
import ai.thrivestack.track.transport.Credentials;
import ai.thrivestack.track.transport.HttpTransport;

/**
 * Delivers the events of a source that keeps them until they are settled. The same parts as {@link Delivery}, without what
 * only an appender needs: a successor, an exit hook, a last attempt at the end. What is undelivered at the end is not lost.
 * Thread-safe.
 */
public final class Relay<E extends RelayEvent> implements EventBuffer.Listener {
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final Diagnostics diagnostics;
    private final LossReporter losses;
    private final EventBuffer buffer;
    private final RelayStore<E> store;
    private final Credentials credentials;
    private final RefusedToken transport;
    private final DeliveryWorker worker;

    public Relay(String name, TrackOptions options, Reports reports) {
        DaemonThreads threads = new DaemonThreads("track-" + name);
        Ledger ledger = new Ledger();
        diagnostics = new Diagnostics(name, reports, reports::log, this::wanted);
        losses = new LossReporter(options, diagnostics, () -> threads.timer("-dead-letters"));
        buffer = new EventBuffer(options, ledger, this);
        store = new RelayStore<>(ledger);
        buffer.add(store);
        credentials = new Credentials(options);
        transport = new RefusedToken(new HttpTransport(options, credentials, threads.timer("-deadline")));
        worker = new DeliveryWorker(
                new Settings(options, transport), buffer, losses, diagnostics, threads, threads.named("-send"));
    }

    public void start() {
        worker.start();
    }

    public void accept(E event) {
        worker.offered(store.add(event));
    }

    public Settlement<E> poll() {
        return store.poll();
    }

    public void dropUnwanted() {
        store.dropUnwanted();
    }

    public long occupied() {
        return store.occupied();
    }

    public long pending() {
        return buffer.pending();
    }

    public boolean hold(Duration atMost) {
        return worker.hold(nanos(atMost));
    }

    public void endHold() {
        worker.endHold();
    }

    public boolean isTokenRefused() {
        return transport.isRefused();
    }

    public void renewToken(TrackOptions options) {
        credentials.renew(options);
        worker.wake();
    }

    public TrackCounts counts() {
        return buffer.counts();
    }

    public boolean flush(Duration timeout) {
        long deadline = System.nanoTime() + nanos(timeout);
        worker.beginWait();
        try {
            return buffer.awaitSettled(buffer.offered(), deadline);
        } finally {
            worker.endWait();
        }
    }

    private static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST_WAIT) < 0 ? duration : LONGEST_WAIT).toNanos();
    }

    /** Aborts the requests in flight and ends all threads, for two seconds at most. Later events are never sent. */
    public void stop() {
        worker.stop();
        buffer.close();
        losses.close();
        diagnostics.end(false, null);
    }

    @Override
    public void wanted() {
        worker.wake();
    }

    @Override
    public void lost(Loss loss, byte[] event) {
        losses.tell(loss, event.length + " bytes", Collections.singletonList(event));
    }
}
