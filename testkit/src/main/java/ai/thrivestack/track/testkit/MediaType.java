// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Content-Type: the body must be {@code application/json}, and a charset, if named, UTF-8. */
final class MediaType {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("[ \t]*;[ \t]*(?:(" + TOKEN + ")=(?:(" + TOKEN + ")|\"([^\"\\\\]*)\"))?[ \t]*");
    private static final String JSON = "application/json";

    private MediaType() {}

    static boolean isJsonInUtf8(String contentType) {
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(JSON)) {
            return false;
        }
        Matcher parameter = PARAMETER.matcher(contentType);
        int end = JSON.length();
        while (end < contentType.length()) {
            parameter.region(end, contentType.length());
            if (!parameter.lookingAt()) {
                return false;
            }
            String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
            if ("charset".equalsIgnoreCase(parameter.group(1)) && !"utf-8".equalsIgnoreCase(value)) {
                return false;
            }
            end = parameter.end();
        }
        return true;
    }
}
