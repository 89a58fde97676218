// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Transport;

/** The options that the worker uses, until a reload replaces them. Immutable. */
final class Settings {
    final int batchSize;
    final long flushIntervalNanos;
    final int maxInFlight;
    final Transport transport;

    Settings(TrackOptions options, Transport transport) {
        this.batchSize = options.get(TrackOptions.BATCH_SIZE);
        this.flushIntervalNanos = options.get(TrackOptions.FLUSH_INTERVAL).toNanos();
        this.maxInFlight = Math.min(options.get(TrackOptions.MAX_IN_FLIGHT), transport.mostInFlight());
        this.transport = transport;
    }
}
