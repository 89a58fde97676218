// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.testkit.TrackServer;

/**
 * The one Track API of this JVM. An appender is configured once per JVM, before the first test runs, so that the server
 * is there before it, announces itself in a system property, and stays. Whoever knows that logging starts earlier still
 * sets the property himself, and the server listens where it says. Thread-safe.
 */
final class LocalApi {
    static final String ENDPOINT = "track.testkit.endpoint";

    private static final Pattern LOOPBACK =
            Pattern.compile("http://(?:127\\.0\\.0\\.1|localhost):(\\d{1,5})/api/track");

    private static LocalApi started;

    private final TrackServer server;
    private final long startedMillis = System.currentTimeMillis();

    private LocalApi(TrackServer server) {
        this.server = server;
    }

    /** Starts it if need be. {@link IllegalStateException}, with what to do about it, where it cannot be started. */
    static synchronized LocalApi get() {
        if (started == null) {
            String given = System.getProperty(ENDPOINT, "");
            started = new LocalApi(given.isEmpty() ? TrackServer.start() : startAt(given));
            System.setProperty(ENDPOINT, given.isEmpty() ? started.endpoint().toString() : given);
        }
        return started;
    }

    static TrackServer startAt(String given) {
        Matcher loopback = LOOPBACK.matcher(given);
        if (!loopback.matches()) {
            throw new IllegalStateException("The system property " + ENDPOINT + "=" + given
                    + " is no place for the local Track API. Leave it out, or write http://127.0.0.1:PORT/api/track.");
        }
        try {
            return TrackServer.start(Integer.parseInt(loopback.group(1)));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The local Track API cannot start where the system property " + ENDPOINT + " says: "
                            + e.getMessage() + ". Each JVM that runs tests needs a port of its own.",
                    e);
        }
    }

    TrackServer server() {
        return server;
    }

    URI endpoint() {
        return server.endpoint();
    }

    /** No event of this JVM that an appender sends to the server is older. */
    long startedMillis() {
        return startedMillis;
    }
}
