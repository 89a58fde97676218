// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import javax.net.ssl.SSLException;

import ai.thrivestack.track.Authority;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What to say, and what to do, about an exchange that failed without an answer. */
final class Trouble {
    private static final int MOST_CAUSES = 10;

    private Trouble() {}

    static String of(Throwable failure, URI endpoint, TrackOptions options) {
        String host = Authority.of(endpoint).host;
        if (failure instanceof UnknownHostException) {
            return "there is no such host: " + failure.getMessage() + ". Check endpoint and proxy, and the DNS here";
        }
        if (failure instanceof ConnectTimeoutException) {
            return "no connection: none to " + host + " within connectTimeout "
                    + millis(options.get(TrackOptions.CONNECT_TIMEOUT));
        }
        if (failure instanceof ConnectException) {
            return "no connection: " + failure.getMessage();
        }
        if (failure instanceof SSLException) {
            return ofTls(failure, host);
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer within requestTimeout " + millis(options.get(TrackOptions.REQUEST_TIMEOUT));
        }
        if (failure instanceof NoHttpResponseException) {
            return host + " closed the connection without an answer";
        }
        if (failure instanceof ConnectionClosedException) {
            return host + " closed the connection before its answer was complete";
        }
        if (failure instanceof SocketException) {
            return "the connection with " + host + " broke: " + failure.getMessage();
        }
        if (failure.getCause() instanceof HttpException || failure instanceof MalformedChunkCodingException) {
            return host + " does not answer as an HTTP server does. Check the port and the path of endpoint";
        }
        return "the exchange with " + host + " failed: "
                + (failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** If there was a connection, and the request had left by it. */
    static boolean isOfARequest(Throwable failure) {
        boolean isOfAConnection = failure instanceof ConnectException || failure instanceof ConnectTimeoutException;
        return !isOfAConnection
                && (failure instanceof SocketException
                        || failure instanceof SocketTimeoutException
                        || failure instanceof NoHttpResponseException
                        || failure instanceof ConnectionClosedException);
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static String ofTls(Throwable failure, String host) {
        String root = failure.getMessage();
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                return "this JVM does not trust the certificate of " + host + " (" + cause.getMessage()
                        + "). If it is the right one, import it into a trust store and start with "
                        + "-Djavax.net.ssl.trustStore=<file> -Djavax.net.ssl.trustStorePassword=<password>";
            }
            root = cause.getMessage();
        }
        return root != null && (root.contains("subject alternative") || root.contains("No name matching"))
                ? "the certificate is not one for " + host + " (" + root + "). Write into endpoint a host that it names"
                : "TLS with " + host + " failed: " + root;
    }
}
