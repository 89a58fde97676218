// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as an appender would have put them into a topic, many in little time, and such as the API refuses. */
final class Events {

    private static final int USERS = 5_000;

    private Events() {}

    /** Events 1 to that number. */
    static void append(Pipe pipe, Topics topics, int number) {
        append(pipe, topics, number, n -> false);
    }

    /** @param bad which of them have no timestamp, so that the API refuses each request that has one of them */
    static void append(Pipe pipe, Topics topics, int number, IntPredicate bad) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int n = 1; n <= number; n++) {
            records.add(new ProducerRecord<>(pipe.topic(), user(n), event(n, bad.test(n))));
        }
        topics.append(pipe.topic(), records);
    }

    private static String user(int n) {
        return "u-" + n % USERS;
    }

    private static String event(int n, boolean bad) {
        return "{\"event_name\":\"order_placed\",\"user_id\":\"" + user(n) + "\","
                + (bad ? "" : "\"timestamp\":\"2026-11-23T22:28:55.111Z\",")
                + "\"properties\":{\"n\":" + n + ",\"plan\":\"pro\"},\"context\":{\"event_id\":\"" + id(n) + "\"}}";
    }

    static String id(int n) {
        return "e-" + n;
    }
}
