// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The table of the targets: what must hold, what we want, what was measured. */
final class Ratios {
    private final Map<String, Results> results;

    /** @param results by part, those alone that are in this run */
    Ratios(Map<String, Results> results) {
        this.results = results;
    }

    String markdown(boolean isShort) {
        StringBuilder table = new StringBuilder("## Ratios, ours by theirs\n\n");
        table.append(Markdown.row("", "beside", "", "bound", "aim", "measured", ""));
        table.append(Markdown.row("---", "---", "---", "---:", "---:", "---:", "---"));
        for (Target target : Target.all(isShort)) {
            table.append(Markdown.row(
                    target.what(),
                    target.other(),
                    target.isBound() ? target.kind().words : "",
                    target.isBound() ? Markdown.shown(target.bound()) : "",
                    target.isBound() ? Markdown.shown(target.aim()) : "",
                    measured(target),
                    remark(target)));
        }
        return table.append("\n").toString();
    }

    private String measured(Target target) {
        OptionalDouble value = value(target);
        return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
    }

    private String remark(Target target) {
        OptionalDouble value = value(target);
        if (value.isPresent()) {
            return target.verdict(value.getAsDouble());
        }
        Results ofPart = results.get(target.part());
        if (ofPart == null) {
            return "not in this run";
        }
        for (String subject : List.of(target.other(), target.subject())) {
            if (!subject.isEmpty() && ofPart.median(subject, target.figure()).isEmpty()) {
                return subject + " could not be run";
            }
        }
        return "never both in one round";
    }

    private OptionalDouble value(Target target) {
        Results ofPart = results.get(target.part());
        return ofPart == null ? OptionalDouble.empty() : target.in(ofPart);
    }
}
