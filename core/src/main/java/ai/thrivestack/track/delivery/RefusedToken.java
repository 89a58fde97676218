// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import ai.thrivestack.track.transport.Transport;

/** A transport that knows whether the API refused the token of its last request. Thread-safe. */
final class RefusedToken implements Transport {
    private final Transport transport;
    private volatile boolean isRefused;

    RefusedToken(Transport transport) {
        this.transport = transport;
    }

    boolean isRefused() {
        return isRefused;
    }

    @Override
    public Answer send(RequestBody body) {
        Answer answer = transport.send(body);
        isRefused = answer.status == 401 || answer.status == 403;
        return answer;
    }

    @Override
    public boolean hasNewToken() {
        return transport.hasNewToken();
    }

    @Override
    public void close() {
        transport.close();
    }
}
