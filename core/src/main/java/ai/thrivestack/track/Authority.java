// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * User info, host and port of a URI. {@link URI} itself gives no host if it has an underscore, as in {@code
 * http://track_api:8080}, although containers often have such names and DNS resolves them. Immutable.
 */
public final class Authority {
    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
    private static final Pattern WITH_UNDERSCORE =
            Pattern.compile("(?:(.*)@)?(" + LABEL + "(?:\\." + LABEL + ")*\\.?)(?::(\\d{0,5}))?");

    /** Before the {@code @}, still encoded; null if there is none. */
    public final String rawUserInfo;
    /** Null if there is none. */
    public final String host;
    /** -1 if there is none. */
    public final int port;

    private Authority(String rawUserInfo, String host, int port) {
        this.rawUserInfo = rawUserInfo;
        this.host = host;
        this.port = port;
    }

    public static Authority of(URI uri) {
        String authority = uri.getRawAuthority();
        if (uri.getHost() != null || authority == null) {
            return new Authority(uri.getRawUserInfo(), uri.getHost(), uri.getPort());
        }
        Matcher parts = WITH_UNDERSCORE.matcher(authority);
        if (!parts.matches() || parts.group(2).indexOf('_') < 0) {
            return new Authority(null, null, -1);
        }
        String port = parts.group(3);
        return new Authority(
                parts.group(1), parts.group(2), port == null || port.isEmpty() ? -1 : Integer.parseInt(port));
    }
}
