// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.UnsupportedEncodingException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Collections;

import ai.thrivestack.track.Authority;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.SystemDefaultCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the HttpClient of a transport. Its own features are off: it would retry and sleep on our thread, follow a redirect
 * with the token, and keep cookies.
 */
final class ClientFactory {
    /** In bytes: a large request goes to the operating system in parts of this size. */
    private static final int CONNECTION_BUFFER = 64 * 1024;
    /** So that a DNS change takes effect under steady traffic, too. */
    static final Duration LONGEST_CONNECTION = Duration.ofMinutes(2);

    private ClientFactory() {}

    /** @param longestConnection for how long a connection is used */
    static CloseableHttpClient create(TrackOptions options, Duration longestConnection) {
        Timeout requestTimeout = Timeout.of(options.get(TrackOptions.REQUEST_TIMEOUT));
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections(options, requestTimeout, longestConnection))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(requestTimeout)
                        .setResponseTimeout(requestTimeout)
                        // An API that asks for a password gets none: with proxy=system it would get the application's.
                        .setTargetPreferredAuthSchemes(Collections.emptyList())
                        .build())
                .setUserAgent("track-appender")
                .setRetryStrategy(new StaleConnections(options.get(TrackOptions.MAX_IN_FLIGHT)))
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression();
        URI proxy = options.get(TrackOptions.PROXY);
        if (proxy != null && Authority.of(proxy).host == null) {
            builder.setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                    .setDefaultCredentialsProvider(new SystemDefaultCredentialsProvider());
        } else if (proxy != null) {
            useProxy(builder, proxy);
        }
        return builder.build();
    }

    private static HttpClientConnectionManager connections(
            TrackOptions options, Timeout requestTimeout, Duration longestConnection) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setBufferSize(CONNECTION_BUFFER)
                                .build())
                        .build())
                .setMaxConnPerRoute(options.get(TrackOptions.MAX_IN_FLIGHT))
                .setMaxConnTotal(options.get(TrackOptions.MAX_IN_FLIGHT))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(options.get(TrackOptions.CONNECT_TIMEOUT)))
                        .setSocketTimeout(requestTimeout)
                        .setTimeToLive(TimeValue.of(longestConnection))
                        .build())
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        SSLContexts.createSystemDefault(),
                        HostnameVerificationPolicy.BOTH,
                        new DefaultHostnameVerifier()))
                .build();
    }

    private static void useProxy(HttpClientBuilder builder, URI proxy) {
        Authority authority = Authority.of(proxy);
        HttpHost host = new HttpHost("http", authority.host, authority.port);
        builder.setProxy(host);
        String user = authority.rawUserInfo;
        if (user != null) {
            int colon = user.indexOf(':');
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                            decoded(colon < 0 ? user : user.substring(0, colon)),
                            decoded(colon < 0 ? "" : user.substring(colon + 1)).toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8"); // a plus means a blank only in forms
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
