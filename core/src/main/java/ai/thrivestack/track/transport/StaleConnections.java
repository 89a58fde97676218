// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.net.SocketException;

import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Lets HttpClient send a request again, at once, if it took from its pool a connection that the server had closed, or
 * closed at that moment. The retry schedule handles all other failures. A connection that fails is not used again, so
 * there are at most as many of these tries as connections in the pool.
 */
final class StaleConnections implements HttpRequestRetryStrategy {
    private final int connections;

    StaleConnections(int connections) {
        this.connections = connections;
    }

    @Override
    public boolean retryRequest(HttpRequest request, IOException failure, int executions, HttpContext context) {
        boolean closed = failure instanceof NoHttpResponseException || failure instanceof SocketException;
        EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
        return closed && executions <= connections && connection != null && connection.getRequestCount() > 1;
    }

    @Override
    public boolean retryRequest(HttpResponse response, int executions, HttpContext context) {
        return false;
    }

    @Override
    public TimeValue getRetryInterval(HttpResponse response, int executions, HttpContext context) {
        return TimeValue.ZERO_MILLISECONDS;
    }
}
