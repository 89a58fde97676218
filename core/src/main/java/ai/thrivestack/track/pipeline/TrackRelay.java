// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.time.Duration;

import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.Settlement;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.delivery.Relay;

/**
 * A source's way to the API: events that exist already go in, and the source hears which of them are settled. The source
 * keeps its events until then, as a topic does. So nothing is dropped here, whatever happens: an event is settled only when
 * the API has accepted it, or has refused it for good.
 *
 * <p>Batches, halving, pauses and retries are those of the appenders; of the options, those count that say how to send.
 * {@link #accept} never blocks and has no bound: a source watches {@link #occupied} and stops bringing events. Daemon
 * threads, {@code track-<name>} and others of that prefix, send. Nothing is called back: the source asks with {@link #poll},
 * on a thread of its choice. Thread-safe.
 */
public final class TrackRelay<E extends RelayEvent> {
    private final Relay<E> relay;
    private final Runnable unregister;

    private TrackRelay(String name, TrackOptions options, Reports reports) {
        relay = new Relay<>(name, options, reports);
        unregister = registerBean(name);
        relay.start();
    }

    /**
     * Starts delivery. Uses neither network nor DNS.
     *
     * @param name part of the names of its threads and its JMX bean
     * @param reports where failures and refusals are said
     */
    public static <E extends RelayEvent> TrackRelay<E> start(String name, TrackOptions options, Reports reports) {
        return new TrackRelay<>(name, options, reports);
    }

    /** As in {@link LivePipelines}: in a runtime without JMX the bean's class cannot be loaded. */
    private Runnable registerBean(String name) {
        try {
            return AppenderBean.register("TrackRelay", "relay", name, relay::counts, relay::flush);
        } catch (LinkageError noJmx) {
            return () -> {};
        }
    }

    /**
     * Takes an event, without a copy. Events leave in the order in which one thread brings them.
     *
     * @param event with at most {@link ai.thrivestack.track.ApiLimits#MAX_EVENT_BYTES} bytes
     */
    public void accept(E event) {
        relay.accept(event);
    }

    /** Events that were settled since the last call, some at a time; null if there are no more. */
    public Settlement<E> poll() {
        return relay.poll();
    }

    /**
     * Forgets the events that are not wanted any more. Those in flight may still be delivered, and are then settled; if
     * that request fails they are not sent again.
     */
    public void dropUnwanted() {
        relay.dropUnwanted();
    }

    /** Bytes of memory that the events occupy which wait or are in flight, with what the source is assumed to add. */
    public long occupied() {
        return relay.occupied();
    }

    /** How many events wait or are in flight. */
    public long pending() {
        return relay.pending();
    }

    /**
     * Lets no new request leave until {@link #endHold}, and waits for those in flight. Events go on growing old: those that
     * have waited for {@code flushInterval} leave as soon as the hold ends.
     *
     * @return true if no request is in flight, so that {@link #poll} gives all that is settled; false after {@code atMost}
     */
    public boolean hold(Duration atMost) {
        return relay.hold(atMost);
    }

    /** Lets requests leave again; does nothing if there is no hold. */
    public void endHold() {
        relay.endHold();
    }

    /** The API answered the last request with 401 or 403. */
    public boolean isTokenRefused() {
        return relay.isTokenRefused();
    }

    /**
     * Uses the {@code token} or {@code apiKey} of these options from now on, in place of the former; if it is another one,
     * a pause after a refusal ends. A {@code tokenFile} is read again without this call.
     */
    public void renewToken(TrackOptions options) {
        relay.renewToken(options);
    }

    /** Where every event has gone. Events that were taken back count as never accepted. */
    public TrackCounts counts() {
        return relay.counts();
    }

    /**
     * Aborts the requests in flight and ends all threads, which takes two seconds at most. What is not settled then stays
     * with the source.
     */
    public void stop() {
        try {
            relay.stop();
        } finally {
            unregister.run();
        }
    }
}
