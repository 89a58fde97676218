// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.concurrent.Executors;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;

/** Runs in a class loader that has no Kafka client. */
public final class SendWithoutClient {
    private SendWithoutClient() {}

    /** The verdict and the message. */
    public static String send() {
        KafkaTransport transport = new KafkaTransport(
                Given.read(Given.texts("transport", "kafka", "bootstrapServers", "127.0.0.1:1")),
                "TEST",
                Executors.newSingleThreadExecutor());
        Answer answer = transport.send(FakeEvents.of("a"));
        transport.close();
        return Verdict.of(answer) + " " + answer;
    }
}
