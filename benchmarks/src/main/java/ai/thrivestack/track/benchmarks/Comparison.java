// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Two builds of the Logback appender beside each other: what the second costs by what the first does. */
final class Comparison {
    private static final int ROUNDS = 5;
    private static final List<String> CALLER = List.of(
            "burst4.mean",
            "steady4.mean",
            "steady1.mean",
            "burst1.mean",
            "steady4.p50",
            "steady1.bytes",
            "burst4.bytes");
    private static final List<String> DELIVERY = List.of("events/s", "cpu");

    private Comparison() {}

    /** @param arguments the jars of one build, those of the other; then, if need be, the rounds and a java */
    static void run(String[] arguments) throws Exception {
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
        String java = arguments.length > 3 ? arguments[3] : Fork.javaOf(Path.of(System.getProperty("java.home")));
        Fork fork = new Fork(java, List.of("-Xms1g", "-Xmx2g"));
        Results caller = new Results();
        Results delivery = new Results();
        for (int round = 1; round <= rounds; round++) {
            for (String name : round % 2 == 0 ? List.of("old", "new") : List.of("new", "old")) {
                Subject subject = Plan.TRACK.of(name, arguments[name.equals("old") ? 0 : 1]);
                caller.add(name, fork.run("caller", subject.with(name, "bufferSize", "256MB"), "-Dseconds=2"));
                // the interval is short, since the last events wait for it, and it is the same for both
                Subject busy = subject.with(name, "bufferSize", "1GB", "flushInterval", "20ms");
                delivery.add(name, fork.run("end-to-end", busy, "-Devents=600000"));
            }
            System.out.println("round " + round + " of " + rounds);
            print(caller, CALLER);
            print(delivery, DELIVERY);
        }
    }

    private static void print(Results results, List<String> figures) {
        for (String figure : figures) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "  %-14s old %10.2f  new %10.2f  new by old %.2f",
                    figure,
                    results.median("old", figure).orElse(Double.NaN),
                    results.median("new", figure).orElse(Double.NaN),
                    results.ratio("new", "old", figure).orElse(Double.NaN)));
        }
    }
}
