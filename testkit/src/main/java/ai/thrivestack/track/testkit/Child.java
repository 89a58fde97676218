// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The command that the command line runs beside the server. */
final class Child {

    private Child() {}

    /** It shares our standard streams. {@link IOException} where there is no such command. */
    static Process start(List<String> command, URI endpoint) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        addTo(builder.environment(), endpoint);
        return builder.start();
    }

    static void addTo(Map<String, String> environment, URI endpoint) {
        environment.put("TRACK_ENDPOINT", endpoint.toString());
        environment.putIfAbsent("THRIVESTACK_TOKEN", "testkit-token");
    }
}
