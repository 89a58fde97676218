// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An application that delivers events to a server. */
final class Events {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;

    Events(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** With a context that lacks nothing. */
    static String event(String name, String user, String properties) {
        return "{\"event_name\":\"" + name + "\",\"user_id\":\"" + user + "\",\"timestamp\":\""
                + Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1) + "\",\"properties\":" + properties
                + ",\"context\":{\"group_id\":\"acme\",\"source\":\"product\"}}";
    }

    /** The status of the answer. */
    int deliver(String... events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", "Bearer browser-test")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[" + String.join(",", events) + "]"))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }
}
