// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Authority;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts batches with HttpClient 5, each on the thread that sends it. Its timeouts bound a single read, so another thread
 * aborts an exchange that as a whole takes longer than {@code requestTimeout}.
 *
 * <p>The client is built on the first send: a start costs the application no class loading.
 */
final class HttpTransport implements Transport {
    private final TrackOptions options;
    private final Duration longestConnection;
    private final URI endpoint;
    private final Timeout requestTimeout;
    private final boolean compresses;
    private final Credentials credentials;
    private final ScheduledThreadPoolExecutor deadlines;

    private volatile CloseableHttpClient client;
    private final Set<HttpPost> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpTransport(TrackOptions options, Credentials credentials, DaemonThreads threads) {
        this(options, credentials, threads, ClientFactory.LONGEST_CONNECTION);
    }

    HttpTransport(TrackOptions options, Credentials credentials, DaemonThreads threads, Duration longestConnection) {
        this.longestConnection = longestConnection;
        this.options = options;
        this.endpoint = options.get(TrackOptions.ENDPOINT);
        this.compresses = options.get(TrackOptions.COMPRESSION).equals("gzip");
        this.requestTimeout = Timeout.of(options.get(TrackOptions.REQUEST_TIMEOUT));
        this.credentials = credentials;
        this.deadlines = new ScheduledThreadPoolExecutor(1, threads.named("-deadline"));
        this.deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Answer send(Batch batch) {
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
        post.setEntity(compresses ? BatchEntity.gzip(batch) : new BatchEntity(batch));
        try {
            return exchange(post, secret);
        } catch (Exception | LinkageError failure) {
            if (post.isCancelled() && !closed) {
                return Answer.broken(Trouble.tooSlow(options));
            }
            String why = AnswerReader.shortened(Trouble.of(failure, endpoint, options), secret);
            return Trouble.isOfARequest(failure) && !closed ? Answer.broken(why) : Answer.none(why);
        }
    }

    private Answer exchange(HttpPost post, String secret) throws IOException {
        CloseableHttpClient client = client(); // to make it is no part of the exchange
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, requestTimeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        HttpClientContext context = HttpClientContext.create();
        underWay.add(post);
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
                return given[0]; // a body that breaks off takes nothing back: to send it again would double the events
            }
            throw failure;
        } finally {
            underWay.remove(post);
            deadline.cancel(false);
        }
    }

    /** HttpClient gives a proxy's answer to CONNECT as if the API had given it: a 400 would reject events. */
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
        return credentials.hasChanged();
    }

    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        underWay.forEach(HttpPost::cancel);
        CloseableHttpClient built = client;
        if (built != null) {
            built.close(CloseMode.IMMEDIATE);
        }
    }
}
