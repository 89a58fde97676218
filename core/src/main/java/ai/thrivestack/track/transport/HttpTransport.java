// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Authority;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts events with HttpClient 5, on the calling thread. HttpClient's timeouts bound a single read, so another thread
 * aborts a whole exchange that takes longer than {@code requestTimeout}.
 *
 * <p>The client is built on the first send, so that an application's start does not load its classes.
 */
public final class HttpTransport implements Transport {
    private final TrackOptions options;
    private final Duration longestConnection;
    private final URI endpoint;
    private final Timeout requestTimeout;
    private final boolean compresses;
    private final Credentials credentials;
    private final ScheduledExecutorService deadlines;

    private volatile CloseableHttpClient client;
    private final Set<HttpPost> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpTransport(TrackOptions options, Credentials credentials, ScheduledExecutorService deadlines) {
        this(options, credentials, deadlines, ClientFactory.LONGEST_CONNECTION);
    }

    HttpTransport(
            TrackOptions options,
            Credentials credentials,
            ScheduledExecutorService deadlines,
            Duration longestConnection) {
        this.longestConnection = longestConnection;
        this.options = options;
        this.endpoint = options.get(TrackOptions.ENDPOINT);
        this.compresses = options.get(TrackOptions.COMPRESSION).equals("gzip");
        this.requestTimeout = Timeout.of(options.get(TrackOptions.REQUEST_TIMEOUT));
        this.credentials = credentials;
        this.deadlines = deadlines;
    }

    @Override
    public Answer send(RequestBody body) {
        if (endpoint == null) {
            return Answer.notConfigured("no usable endpoint");
        }
        if (credentials.areNone()) {
            return Answer.notConfigured("no token");
        }
        String secret;
        try {
            secret = credentials.secret();
        } catch (IOException noToken) {
            return Answer.notSent(noToken.getMessage());
        }
        HttpPost post = new HttpPost(endpoint);
        post.setHeader(credentials.header(secret));
        post.setEntity(compresses ? EventsEntity.gzip(body) : new EventsEntity(body));
        try {
            return exchange(post, secret);
        } catch (Exception | LinkageError failure) {
            if (post.isCancelled() && !closed) {
                return Answer.broken(ConnectionFailure.tooSlow(options));
            }
            String why = AnswerReader.shortened(ConnectionFailure.of(failure, endpoint, options), secret);
            return ConnectionFailure.isOfARequest(failure) && !closed ? Answer.broken(why) : Answer.none(why);
        }
    }

    private Answer exchange(HttpPost post, String secret) throws IOException {
        CloseableHttpClient client = client(); // built before the exchange's time begins
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, requestTimeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        HttpClientContext context = HttpClientContext.create();
        inFlight.add(post);
        if (closed) {
            throw new IOException("closed");
        }
        Answer[] given = new Answer[1];
        try {
            return client.execute(post, context, response -> {
                given[0] = isRefusedTunnel(context)
                        ? tunnelRefused(response.getCode())
                        : AnswerReader.read(response, secret);
                return given[0];
            });
        } catch (IOException | RuntimeException failure) {
            if (given[0] != null) {
                return given[0]; // the answer counts though its body broke off: a retry would deliver the events twice
            }
            throw failure;
        } finally {
            inFlight.remove(post);
            deadline.cancel(false);
        }
    }

    /** HttpClient returns a proxy's answer to CONNECT as if it were the API's: a 400 would reject events. */
    private boolean isRefusedTunnel(HttpClientContext context) {
        return "https".equalsIgnoreCase(endpoint.getScheme()) && context.getSSLSession() == null;
    }

    private Answer tunnelRefused(int status) {
        String why = "the proxy answers " + status + " when asked for a connection with " + Authority.of(endpoint).host
                + (status == 407
                        ? ": it wants a user and password, or others than it got. Write proxy as http://user:password@host:port"
                        : ". Check proxy, and whether it lets that host and port through");
        return status >= 500 ? Answer.none(why) : Answer.notSent(why);
    }

    private CloseableHttpClient client() {
        CloseableHttpClient built = client;
        return built != null ? built : build();
    }

    private synchronized CloseableHttpClient build() {
        if (client == null) {
            client = ClientFactory.create(options, longestConnection);
        }
        return client;
    }

    @Override
    public boolean hasNewToken() {
        return endpoint != null && credentials.hasChanged(); // without an endpoint none was ever sent
    }

    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        inFlight.forEach(HttpPost::cancel);
        CloseableHttpClient built = client;
        if (built != null) {
            built.close(CloseMode.IMMEDIATE);
        }
    }
}
