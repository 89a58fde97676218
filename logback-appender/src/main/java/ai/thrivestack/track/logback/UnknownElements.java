// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusManager;

/**
 * The elements inside our own that Joran knew nothing to do with. It does not tell the appender, only the status
 * manager: since it began to make this appender, the newest of its kind.
 */
final class UnknownElements {
    private static final Pattern UNKNOWN = Pattern.compile(
            "no applicable action for \\[(\\w+)], current ElementPath .*\\[appender]\\[\\1]]" // 1.2
                    + "|Ignoring unknown property \\[(\\w+)] in \\["
                    + TrackAppender.class.getName().replace(".", "\\.")
                    + "].*"); // 1.3 and later

    private UnknownElements() {}

    static List<String> since(StatusManager statuses) {
        List<String> names = new ArrayList<>();
        if (statuses != null) {
            List<Status> newestFirst = new ArrayList<>(statuses.getCopyOfStatusList());
            Collections.reverse(newestFirst);
            for (Status status : newestFirst) {
                String message = String.valueOf(status.getMessage());
                if (message.startsWith("About to instantiate appender of type")) {
                    break;
                }
                Matcher matcher = UNKNOWN.matcher(message);
                if (matcher.matches()) {
                    names.add(0, matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
                }
            }
        }
        return names;
    }
}
