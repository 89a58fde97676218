// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts a batch with HttpClient 5, whose own cleverness is off: it would retry and sleep on our thread, follow a
 * redirect with the token in hand, keep cookies. Its timeouts bound a single read, so a second thread aborts an
 * exchange that as a whole takes longer than {@code requestTimeout}.
 *
 * <p>The client is built on the first send, on the worker thread: a start costs the application no class loading.
 */
final class HttpTransport implements Transport {
    private final URI endpoint;
    private final Timeout connectTimeout;
    private final Timeout requestTimeout;
    private final Credentials credentials;
    private final ScheduledThreadPoolExecutor deadlines;

    private CloseableHttpClient client;
    private volatile HttpPost underWay;
    private volatile boolean closed;

    HttpTransport(TrackOptions options, Credentials credentials, DaemonThreads threads) {
        this.endpoint = options.get(TrackOptions.ENDPOINT);
        this.connectTimeout = Timeout.of(options.get(TrackOptions.CONNECT_TIMEOUT));
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
        String token;
        try {
            token = credentials.token();
        } catch (IOException noToken) {
            return Answer.notSent(noToken.getMessage());
        }
        HttpPost post = new HttpPost(endpoint);
        post.setHeader("Authorization", "Bearer " + token);
        post.setEntity(new BatchEntity(batch));
        try {
            return exchange(post, token);
        } catch (Exception | LinkageError failure) {
            return Answer.none(
                    post.isCancelled() && !closed
                            ? "no answer within requestTimeout " + requestTimeout
                            : failure.toString());
        }
    }

    private Answer exchange(HttpPost post, String token) throws IOException {
        ScheduledFuture<?> deadline =
                deadlines.schedule(post::cancel, requestTimeout.toMilliseconds(), TimeUnit.MILLISECONDS);
        underWay = post;
        if (closed) {
            throw new IOException("closed");
        }
        try {
            return client().execute(post, response -> AnswerReader.read(response, token));
        } finally {
            underWay = null;
            deadline.cancel(false);
        }
    }

    private CloseableHttpClient client() {
        if (client == null) {
            client = HttpClients.custom()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setMaxConnPerRoute(1)
                            .setMaxConnTotal(1)
                            .setDefaultConnectionConfig(ConnectionConfig.custom()
                                    .setConnectTimeout(connectTimeout)
                                    .setSocketTimeout(requestTimeout)
                                    .build())
                            .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                                    SSLContexts.createSystemDefault(),
                                    HostnameVerificationPolicy.BOTH,
                                    new DefaultHostnameVerifier()))
                            .build())
                    .setDefaultRequestConfig(RequestConfig.custom()
                            .setConnectionRequestTimeout(requestTimeout)
                            .setResponseTimeout(requestTimeout)
                            .build())
                    .setUserAgent("track-appender")
                    .disableAutomaticRetries()
                    .disableRedirectHandling()
                    .disableCookieManagement()
                    .disableAuthCaching()
                    .disableContentCompression()
                    .build();
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
