// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** A request that breaks one rule in one place, and the nearest request that does not. */
final class Case {

    final Rule rule;
    final int index;
    final String pointer;
    final HttpRequest broken;
    final HttpRequest neighbour;
    private final String what;

    private Case(String what, Rule rule, int index, String pointer, HttpRequest broken, HttpRequest neighbour) {
        this.what = what;
        this.rule = rule;
        this.index = index;
        this.pointer = pointer;
        this.broken = broken;
        this.neighbour = neighbour;
    }

    /** The request as a whole is at fault. */
    static Case whole(String what, Rule rule, HttpRequest broken, HttpRequest neighbour) {
        return new Case(what, rule, -1, "", broken, neighbour);
    }

    /** The second event is at fault, at that place within it. */
    static Case second(String what, Rule rule, String place, HttpRequest broken, HttpRequest neighbour) {
        return new Case(what, rule, 1, "/1" + place, broken, neighbour);
    }

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
