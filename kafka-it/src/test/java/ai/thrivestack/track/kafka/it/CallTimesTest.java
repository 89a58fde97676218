// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import ai.thrivestack.track.kafka.it.Application.CallTimes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a log call takes: delivered directly, and through a broker that is up, down or stopped. Prints all beside each
 * other; how fast a machine is, is nothing to assert. Two minutes.
 */
@OnlyLong
@OnCluster
class CallTimesTest {

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
            try (Application application = pipe.application(framework, Installation.NEWEST, direct)) {
                print(framework, "direct", measure(application));
            }
            try (Application application = pipe.application(framework, Installation.NEWEST)) {
                print(framework, "broker up", measure(application));
                cluster.broker().freeze();
                try {
                    print(framework, "broker stopped", application.measure(1, EVENTS, PER_SECOND));
                } finally {
                    cluster.broker().thaw();
                }
                cluster.broker().kill();
                try {
                    print(framework, "broker down", application.measure(1, EVENTS, PER_SECOND));
                } finally {
                    cluster.broker().start();
                }
            }
        }
    }

    private static CallTimes measure(Application application) {
        application.log(1, WARMUP, WARMUP / 4);
        return application.measure(1, EVENTS, PER_SECOND);
    }

    private static void print(Framework framework, String what, CallTimes times) {
        System.out.printf(
                "%s, %s: p50 %.1f us, p99 %.1f us, max %.0f us%n",
                framework, what, times.p50() / 1e3, times.p99() / 1e3, times.max() / 1e3);
    }
}
