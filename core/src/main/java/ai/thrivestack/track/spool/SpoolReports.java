// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.nio.file.Path;

import ai.thrivestack.track.report.Diagnostics;

/** Reports about a spool, with its directory in each sentence. Thread-safe. */
final class SpoolReports {
    private final Path directory;
    private final Diagnostics diagnostics;

    SpoolReports(Path directory, Diagnostics diagnostics) {
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /** @param kind each kind is logged once a minute */
    void report(String kind, String what) {
        diagnostics.report(kind, sentence(what));
    }

    void recovered(String kind, String what) {
        diagnostics.recovered(kind, sentence(what));
    }

    private String sentence(String what) {
        return "spoolDirectory " + directory + " " + what;
    }
}
