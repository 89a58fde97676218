// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.net.URI;

/**
 * A command for the command line to run: posts to the endpoint, or to the port in its second argument, and exits with
 * the code in its first.
 */
final class PostAndExit {

    private PostAndExit() {}

    public static void main(String[] args) throws Exception {
        int port = args.length > 1
                ? Integer.parseInt(args[1])
                : URI.create(System.getenv("TRACK_ENDPOINT")).getPort();
        try (Client client = new Client(port)) {
            client.post("[" + Requests.EVENT + "," + Requests.EVENT.replace("signed_up", "feature_used") + ","
                    + Requests.EVENT + "]");
            client.post("[]");
        }
        System.exit(Integer.parseInt(args[0]));
    }
}
