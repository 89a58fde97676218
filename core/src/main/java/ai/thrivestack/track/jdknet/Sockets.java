// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.jdknet;

import java.net.Socket;
import java.net.SocketOption;
import java.util.Collections;
import java.util.Set;

/** In the place of {@code jdk.net.Sockets}: a platform without extended options. */
public final class Sockets {
    private Sockets() {}

    /** None, whatever the type of the socket is: HttpClient asks for this, and then leaves the options alone. */
    public static Set<SocketOption<?>> supportedOptions(Class<?> socketType) {
        return Collections.emptySet();
    }

    /** @throws UnsupportedOperationException always, as the JDK's does for an option that is not supported */
    public static <T> void setOption(Socket socket, SocketOption<T> option, T value) {
        throw new UnsupportedOperationException("extended socket options are not used");
    }
}
