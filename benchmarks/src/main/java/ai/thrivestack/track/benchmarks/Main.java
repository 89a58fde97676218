// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH's command line, but forks come in rounds: each round runs every benchmark once, so that the two whose difference
 * counts run within seconds of each other, and what else the machine does meets both.
 */
public final class Main {
    static final String NOOP = "noop";
    static final String TRACK = "track";

    /** Without a token nothing is sent: tracked events wait until the iteration ends, and no other thread is busy. */
    static final Map<String, String> OPTIONS = Map.of(
            "endpoint", "http://127.0.0.1:9/api/track",
            "defaultUserId", "u1",
            "bufferSize", "2GB",
            "shutdownTimeout", "0ms");

    private static final int ROUNDS = 5;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("report")) {
            Report.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("compare")) {
            Comparison.run(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        CommandLineOptions given = new CommandLineOptions(arguments);
        if (given.shouldList() || given.shouldHelp()) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        ChainedOptionsBuilder options =
                new OptionsBuilder().parent(given).forks(1).shouldFailOnError(true);
        if (given.getProfilers().isEmpty()) {
            options.addProfiler(GCProfiler.class);
        }
        Differences differences = new Differences();
        for (int round = given.getForkCount().orElse(ROUNDS); round > 0; round--) {
            Collection<RunResult> results = new Runner(options.build()).run();
            differences.addRound(results);
        }
        System.out.print(differences);
    }

    /** A call that loses its event costs something else than what is to be measured. */
    static void requireAllWaiting(TrackCounts counts) {
        if (counts.accepted() != counts.pending()) {
            throw new IllegalStateException(counts.toString());
        }
    }
}
