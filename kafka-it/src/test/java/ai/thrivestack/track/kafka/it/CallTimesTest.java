// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import ai.thrivestack.track.kafka.it.Application.CallTimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a log call takes: delivered directly, and through a broker that is up, stopped or down. Prints what 99 of 100 calls
 * take at most, side by side, several times, since the machine's other work shows most in these; how fast a machine is, is
 * nothing to assert. Five minutes.
 */
@OnlyLong
@OnCluster
class CallTimesTest {

    private static final int ROUNDS = 3;
    private static final int WARMUP = 40_000;
    private static final int EVENTS = 20_000;
    private static final int PER_SECOND = 2_000;

    @ParameterizedTest
    @EnumSource
    void callTimes_areThoseOfDirectDelivery_whateverTheBrokerDoes(Framework framework, Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "calls-" + framework.id())) {
            pipe.connect(2);
            String direct = framework == Framework.LOGBACK
                    ? "<appender name=\"TRACK\" class=\"ai.thrivestack.track.logback.TrackAppender\"></appender>"
                    : "<Track name=\"TRACK\"/>";
            direct = framework.with(direct, "endpoint", pipe.server().endpoint().toString());
            direct = framework.with(direct, "token", Pipe.TOKEN);
            try (Application toApi = pipe.application(framework, "", direct);
                    Application toKafka = pipe.application(framework, Installation.NEWEST)) {
                toApi.log(1, WARMUP, WARMUP / 4);
                toKafka.log(1, WARMUP, WARMUP / 4);
                for (int round = 0; round < ROUNDS; round++) {
                    CallTimes base = print(framework, "direct", toApi, null);
                    print(framework, "broker up", toKafka, base);
                    cluster.broker().freeze();
                    try {
                        print(framework, "broker stopped", toKafka, base);
                    } finally {
                        cluster.broker().thaw();
                    }
                    cluster.broker().kill();
                    try {
                        print(framework, "broker down", toKafka, base);
                    } finally {
                        cluster.broker().start();
                    }
                }
            }
        }
    }

    private static CallTimes print(Framework framework, String what, Application application, CallTimes direct) {
        CallTimes times = application.measure(1, EVENTS, PER_SECOND);
        System.out.printf(
                "%s, %s: p50 %.1f us, p99 %.1f us, max %.0f us%s%n",
                framework,
                what,
                times.p50() / 1e3,
                times.p99() / 1e3,
                times.max() / 1e3,
                direct == null ? "" : String.format(", p99 by direct %.2f", (double) times.p99() / direct.p99()));
        return times;
    }
}
