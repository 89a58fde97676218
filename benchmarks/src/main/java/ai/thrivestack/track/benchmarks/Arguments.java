// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The command line of a report. */
final class Arguments {
    private static final List<String> WITH_VALUE = List.of("--rounds", "--out", "--java");
    private static final int ROUNDS = 3;
    /** With the build before it, twenty minutes. */
    private static final long MOST_SECONDS = 19 * 60;

    private final List<String> given;
    private final List<String> named = new ArrayList<>();

    Arguments(String[] arguments) {
        given = List.of(arguments);
        for (int i = 0; i < given.size(); i++) {
            if (WITH_VALUE.contains(given.get(i))) {
                i++;
                if (i == given.size()) {
                    throw new IllegalArgumentException(given.get(i - 1) + " needs a value");
                }
            } else if (!given.get(i).equals("--short")) {
                named.add(given.get(i));
            }
        }
    }

    boolean isShort() {
        return given.contains("--short");
    }

    /** Those that are named, else those of the table of ratios. */
    List<String> parts(Collection<String> all) {
        List<String> parts = new ArrayList<>();
        for (String name : named.isEmpty() ? Plan.DEFAULT : named) {
            if (name.equals(GrowthPlan.NAME)) {
                parts.addAll(GrowthPlan.PARTS);
            } else if (all.contains(name)) {
                parts.add(name);
            } else {
                throw new IllegalArgumentException(
                        "There is no part " + name + ". There are " + GrowthPlan.NAME + " and " + String.join(", ", all)
                                + "; and --short, --rounds N, --out DIRECTORY, --java PATH.");
            }
        }
        return parts;
    }

    /** One where the time is short; growth is seen in the neighbours, which vary as rounds do. */
    int rounds() {
        boolean isGrowth = !named.isEmpty()
                && named.stream().allMatch(name -> name.equals(GrowthPlan.NAME) || GrowthPlan.PARTS.contains(name));
        return Integer.parseInt(after("--rounds", isShort() || isGrowth ? "1" : String.valueOf(ROUNDS)));
    }

    /** Where the rounds are not given, as many of them as fit in. */
    long mostSeconds() {
        return given.contains("--rounds") ? Long.MAX_VALUE : MOST_SECONDS;
    }

    /** Only a whole report takes the place of the one that is kept. */
    Path directory() {
        boolean isWhole = named.isEmpty() && !isShort();
        return Path.of(after("--out", isWhole ? "benchmarks" : "benchmarks/target/report"));
    }

    String java() {
        return after("--java", Fork.javaOf(Path.of(System.getProperty("java.home"))));
    }

    private String after(String name, String otherwise) {
        int at = given.indexOf(name);
        return at < 0 ? otherwise : given.get(at + 1);
    }

    /** As they were given, but for where things lie on this machine. */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>(given);
        for (String path : List.of("--out", "--java")) {
            int at = shown.indexOf(path);
            if (at >= 0) {
                shown.subList(at, at + 2).clear();
            }
        }
        return String.join(" ", shown);
    }
}
