// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.TrackOptions;

/** What the worker goes by, until a reload brings others. Immutable. */
final class Settings {
    final int batchSize;
    final long flushIntervalNanos;
    final int maxInFlight;
    final Transport transport;

    Settings(TrackOptions options, Transport transport) {
        this.batchSize = options.get(TrackOptions.BATCH_SIZE);
        this.flushIntervalNanos = options.get(TrackOptions.FLUSH_INTERVAL).toNanos();
        this.maxInFlight = options.get(TrackOptions.MAX_IN_FLIGHT);
        this.transport = transport;
    }
}
