// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.line;

import java.io.Closeable;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Credentials;
import ai.thrivestack.track.transport.HttpTransport;
import ai.thrivestack.track.transport.Transport;

/** Sends requests with the appenders' own client, on the calling thread, and never a second time by itself. */
public final class Api implements Closeable {
    private final Transport transport;

    public Api(TrackOptions options) {
        transport = new HttpTransport(
                options, new Credentials(options), Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "track-deadline");
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    /** @param events each its JSON; together within {@link ai.thrivestack.track.ApiLimits} */
    public Answer send(List<byte[]> events) {
        return transport.send(new EventList(events));
    }

    /**
     * Sends a list without events. The API's documentation does not say what it answers. It checks the token, and the
     * contract wants an event, so 400 is to be expected.
     */
    public Answer sendNoEvent() {
        return send(Collections.emptyList());
    }

    @Override
    public void close() {
        transport.close();
    }
}
