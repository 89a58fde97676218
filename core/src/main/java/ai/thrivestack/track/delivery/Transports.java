// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Credentials;
import ai.thrivestack.track.transport.HttpTransport;
import ai.thrivestack.track.transport.Transport;
import ai.thrivestack.track.transport.kafka.KafkaTransport;

/** The way that the options choose. A transport makes its client, and loads its classes, with the first batch. */
final class Transports {
    private Transports() {}

    static Transport of(TrackOptions options, String appender, DaemonThreads threads) {
        return options.isKafka()
                ? new KafkaTransport(options, appender, threads.timer("-kafka-close"))
                : new HttpTransport(options, new Credentials(options), threads.timer("-deadline"));
    }
}
