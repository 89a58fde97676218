// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.jdknet;

import java.net.SocketOption;

/** In the place of {@code jdk.net.ExtendedSocketOptions}: what HttpClient looks for among the supported options. */
public final class ExtendedSocketOptions {
    public static final SocketOption<Integer> TCP_KEEPIDLE = null;
    public static final SocketOption<Integer> TCP_KEEPINTERVAL = null;
    public static final SocketOption<Integer> TCP_KEEPCOUNT = null;

    private ExtendedSocketOptions() {}
}
