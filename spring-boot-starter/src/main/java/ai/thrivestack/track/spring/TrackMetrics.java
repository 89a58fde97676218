// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The account of the Track appenders as Micrometer's meters: counters {@code track.events.accepted}, {@code .delivered},
 * {@code .rejected} and {@code .dropped} by {@code reason}, gauges {@code track.events.pending} and
 * {@code track.requests.in.flight}, timer {@code track.requests}.
 *
 * <p>A registry asks when it is read; nothing is pushed, and no log call touches a meter. Boot binds it; without Boot:
 * {@code new TrackMetrics().bindTo(registry)}. Thread-safe.
 */
public final class TrackMetrics implements MeterBinder {
    /** Micrometer holds what it asks weakly. */
    private static final Object HELD = new Object();

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("track.events.accepted", HELD, any -> counts().accepted())
                .description("Log records with the track marker that reached the appender.")
                .register(registry);
        FunctionCounter.builder("track.events.delivered", HELD, any -> counts().delivered())
                .description("Events that the API accepted.")
                .register(registry);
        for (Loss loss : Loss.values()) {
            String name = loss.isRejected() ? "rejected" : "dropped";
            FunctionCounter.builder("track.events." + name, HELD, any -> lost(loss))
                    .tag("reason", loss.toString())
                    .description(
                            loss.isRejected()
                                    ? "Events that can never be delivered."
                                    : "Events that were lost although they could have been delivered.")
                    .register(registry);
        }
        Gauge.builder("track.events.pending", HELD, any -> counts().pending())
                .description("Events that wait or are in flight.")
                .register(registry);
        Gauge.builder("track.requests.in.flight", HELD, any -> Appenders.state().requestsInFlight())
                .description("Requests that wait for the API.")
                .register(registry);
        FunctionTimer.builder(
                        "track.requests",
                        HELD,
                        any -> Appenders.state().requests(),
                        any -> Appenders.state().requestTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Requests to the API, answered or not.")
                .register(registry);
    }

    private static TrackCounts counts() {
        return Appenders.counts();
    }

    private static long lost(Loss loss) {
        Map<String, Long> byReason = loss.isRejected() ? counts().rejectedByReason() : counts().droppedByReason();
        return byReason.getOrDefault(loss.toString(), 0L);
    }
}
