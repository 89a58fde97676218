// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

import ai.thrivestack.track.Authority;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says what happened when an exchange failed without an answer, and what to do about it. */
final class ConnectionFailure {
    private static final int MOST_CAUSES = 10;
    /** A package in front of a class name, as in a JVM's message about a missing class. */
    private static final Pattern PACKAGE =
            Pattern.compile("(?<![\\w:/.])(([a-z]\\w*\\.){2,}|([a-z]\\w*/){2,})(?=[A-Z])");

    private static final String CHECK = ". Check endpoint, and what is between here and there";

    private ConnectionFailure() {}

    static String of(Throwable failure, URI endpoint, TrackOptions options) {
        boolean hasProxy = options.get(TrackOptions.PROXY) != null;
        String host = Authority.of(endpoint).host;
        String peer = hasProxy ? "the proxy, or " + host + " behind it," : host;
        String whereTo = hasProxy ? "endpoint and proxy" : "endpoint";
        if (failure instanceof UnknownHostException) {
            return unknownHost(failure.getMessage()) + ". Check the host in " + whereTo
                    + ", and the DNS of this machine";
        }
        if (failure instanceof ConnectTimeoutException) {
            return "no connection within connectTimeout " + millis(options.get(TrackOptions.CONNECT_TIMEOUT)) + ": "
                    + failure.getMessage() + ". Check host and port in " + whereTo + ", and the firewalls in between";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection: " + failure.getMessage() + ". Check host and port in " + whereTo
                    + ", whether a server listens there, and the firewalls in between";
        }
        if (failure instanceof SSLException) {
            return ofTls(failure, endpoint, peer);
        }
        if (failure instanceof SocketTimeoutException) {
            return tooSlow(options);
        }
        if (failure instanceof NoHttpResponseException) {
            return peer + " closed the connection without an answer" + CHECK + orHttps(endpoint);
        }
        if (failure instanceof ConnectionClosedException) {
            return peer + " closed the connection before its answer was complete" + CHECK;
        }
        if (failure instanceof SocketException) {
            return "the connection with " + peer + " broke: " + failure.getMessage() + CHECK + orHttps(endpoint);
        }
        if (failure.getCause() instanceof HttpException || failure instanceof MalformedChunkCodingException) {
            return peer + " does not answer as an HTTP server does. Check the port and the path of endpoint"
                    + orHttps(endpoint);
        }
        return "the exchange with " + peer + " failed: "
                + (failure.getMessage() == null
                        ? failure.getClass().getSimpleName()
                        : PACKAGE.matcher(failure.getMessage()).replaceAll(""))
                + CHECK;
    }

    static String tooSlow(TrackOptions options) {
        return "no answer within requestTimeout " + millis(options.get(TrackOptions.REQUEST_TIMEOUT))
                + ". Check the API and what is between here and there, or write a longer requestTimeout";
    }

    /** @param message the host, and maybe the system's own words after a colon */
    private static String unknownHost(String message) {
        String[] parts = String.valueOf(message).split(": ", 2);
        return "the host name " + parts[0] + " cannot be resolved" + (parts.length > 1 ? " (" + parts[1] + ")" : "");
    }

    /** A TLS port's response to plain http looks like many other failures. */
    private static String orHttps(URI endpoint) {
        return "http".equalsIgnoreCase(endpoint.getScheme())
                ? ". If that port expects TLS, write https:// in endpoint"
                : "";
    }

    /** True if there was a connection, and the request had left. */
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

    private static String ofTls(Throwable failure, URI endpoint, String peer) {
        String host = Authority.of(endpoint).host;
        String root = failure.getMessage();
        String untrusted = null;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                return "the certificate of " + host + " is out of date (" + cause.getMessage()
                        + "). It has to be renewed there. If it has been, check the clock of this machine";
            }
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                untrusted = cause.getMessage();
            }
            root = cause.getMessage();
        }
        if (untrusted != null) {
            return "this JVM does not trust the certificate of " + host + " (" + untrusted
                    + "). If it is the right one, import it into a trust store and start with "
                    + "-Djavax.net.ssl.trustStore=<file> -Djavax.net.ssl.trustStorePassword=<password>";
        }
        root = String.valueOf(root).replaceFirst("^\\(\\w+\\) ", ""); // newer JVMs name the alert twice
        if (root.contains("subject alternative") || root.contains("No name matching")) {
            return "the certificate is not one for " + host + " (" + root
                    + "). Write into endpoint a host that it names";
        }
        return "TLS with " + host + " failed: " + root + advice(root, peer);
    }

    /** Chosen by the messages of JVM 8 to 25. */
    private static String advice(String root, String peer) {
        if (root.contains("plaintext connection") || root.contains("unrecognized SSL message")) {
            return ". Check the port in endpoint: no TLS is spoken there";
        }
        if (root.contains("shut down incorrectly") || root.contains("Remote host")) {
            return ". Check the port in endpoint, and the firewalls in between: " + peer
                    + " closed the connection when TLS began";
        }
        if (root.contains("protocol_version") || root.contains("protocol version")) {
            return ". Check which versions of TLS are enabled there and in this JVM: they have none in common";
        }
        if (root.contains("handshake_failure") || root.contains("insufficient_security")) {
            return ". Check which versions and ciphers of TLS are enabled there and in this JVM, and whether a client "
                    + "certificate is wanted";
        }
        if (root.contains("certificate_required") || root.contains("bad_certificate")) {
            return ". Check whether a client certificate is wanted: give the JVM one with -Djavax.net.ssl.keyStore=<file>";
        }
        return CHECK;
    }
}
