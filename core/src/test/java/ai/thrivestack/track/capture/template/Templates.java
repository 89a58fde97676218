// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.HashSet;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;

/** Templates as they are read where the options are the default ones. */
public final class Templates {
    private static final RedactKeys REDACT_KEYS =
            new RedactKeys(new HashSet<>(Given.options().get(TrackOptions.REDACT_KEYS)));

    private Templates() {}

    public static Template parsed(String text) {
        return TemplateParser.parse(text, REDACT_KEYS);
    }
}
