// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.List;

/**
 * One table of the report.
 *
 * @param measurement what each fork runs
 * @param figures the columns
 * @param flags of every fork of this part
 * @param seconds about how long a fork takes on two cores
 */
record Part(
        String title,
        String measurement,
        List<Subject> subjects,
        List<String> figures,
        List<String> flags,
        int seconds) {}
