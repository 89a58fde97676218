// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

/** Something that a check has found out. Immutable. */
final class Finding {
    /** How bad it is, and where: the exit code follows from it. */
    enum Kind {
        OK("ok", "ok"),
        WARNING("warning", "configuration"),
        CONFIGURATION("error", "configuration"),
        /** DNS, proxy, connection, TLS. */
        NETWORK("error", "network"),
        TOKEN("error", "token"),
        /** Other answers of the API, or of something in its place. */
        API("error", "api");

        final String level;
        final String about;

        Kind(String level, String about) {
            this.level = level;
            this.about = about;
        }
    }

    final Kind kind;
    /** The file with the line, if there is one; else empty. */
    final String place;
    /** The appender's name; empty if it is about no appender. */
    final String appender;

    final String sentence;

    Finding(Kind kind, String place, String appender, String sentence) {
        this.kind = kind;
        this.place = place;
        this.appender = appender;
        this.sentence = sentence;
    }
}
