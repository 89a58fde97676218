// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts a batch with HttpClient 5. Its timeouts bound a single read, so a second thread aborts an exchange that as a
 * whole takes longer than {@code requestTimeout}.
 *
 * <p>The client is built on the first send, on the worker thread: a start costs the application no class loading.
 */
final class HttpTransport implements Transport {
    private final TrackOptions options;
    private final URI endpoint;
    private final Timeout requestTimeout;
    private final boolean compresses;
    private final Credentials credentials;
    private final ScheduledThreadPoolExecutor deadlines;

    private CloseableHttpClient client;
    private volatile HttpPost underWay;
    private volatile boolean closed;

    HttpTransport(TrackOptions options, Credentials credentials, DaemonThreads threads) {
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
            return Answer.notSent("there is no usable endpoint");
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
            return Answer.none(
                    post.isCancelled() && !closed
                            ? "no answer within requestTimeout " + requestTimeout
                            : AnswerReader.shortened(Trouble.of(failure, endpoint), secret));
        }
    }

    private Answer exchange(HttpPost post, String secret) throws IOException {
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, requestTimeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        HttpClientContext context = HttpClientContext.create();
        underWay = post;
        if (closed) {
            throw new IOException("closed");
        }
        try {
            return client().execute(
                            post,
                            context,
                            response -> isRefusedTunnel(context)
                                    ? tunnelRefused(response.getCode())
                                    : AnswerReader.read(response, secret));
        } finally {
            underWay = null;
            deadline.cancel(false);
        }
    }

    /** HttpClient gives a proxy's answer to CONNECT as if the API had given it: a 400 would reject events. */
    private boolean isRefusedTunnel(HttpClientContext context) {
        return "https".equalsIgnoreCase(endpoint.getScheme()) && context.getSSLSession() == null;
    }

    private Answer tunnelRefused(int status) {
        String why = "the proxy answers " + status + " to the wish for a connection with " + endpoint.getHost()
                + (status == 407 ? ": it wants a user and password, or others than it got" : "");
        return status >= 500 ? Answer.none(why) : Answer.notSent(why);
    }

    private CloseableHttpClient client() {
        if (client == null) {
            client = ClientFactory.create(options);
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
        HttpPost post = underWay;
        if (post != null) {
            post.cancel();
        }
        CloseableHttpClient built = client;
        if (built != null) {
            built.close(CloseMode.IMMEDIATE);
        }
    }
}
