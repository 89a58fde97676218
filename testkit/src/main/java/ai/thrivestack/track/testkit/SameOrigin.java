// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps other web sites out: a browser on this machine reaches this server on their behalf too. The Host must name this
 * machine's loopback interface, since a foreign name can be made to point here (DNS rebinding), and a request that a
 * browser marks as coming from another origin is refused, be it one on another port of this machine. There is no CORS.
 */
final class SameOrigin {

    private static final Pattern LOOPBACK = Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private SameOrigin() {}

    /** What speaks against the request, or nothing. */
    static Optional<String> breach(HttpRequest request) {
        String host = request.header("Host");
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            return Optional.of("The Host is not a name of the loopback interface: localhost, 127.0.0.1 or [::1].");
        }
        String origin = request.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return Optional.of("The request comes from another origin.");
        }
        String site = request.header("Sec-Fetch-Site");
        boolean ours = site == null || site.equals("same-origin") || site.equals("none");
        if (!ours && !isLinkToThePage(request)) {
            return Optional.of("The request comes from another site.");
        }
        return Optional.empty();
    }

    private static boolean isLinkToThePage(HttpRequest request) {
        return request.path().equals("/") && "navigate".equals(request.header("Sec-Fetch-Mode"));
    }
}
