// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that must know theirs before they start, and keep it when they start again. They are below the range
 * from which Linux takes ports for outgoing connections, so that only another server could take one in between.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /** A port of 127.0.0.1 at which nothing listens. */
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + LAST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
