// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import javax.net.ssl.SSLException;

/** What to say, and what to do, about an exchange that failed without an answer. */
final class Trouble {
    private static final int MOST_CAUSES = 10;

    private Trouble() {}

    static String of(Throwable failure, URI endpoint) {
        if (failure instanceof UnknownHostException) {
            return "there is no such host: " + failure.getMessage();
        }
        if (failure instanceof ConnectException) {
            return "no connection: " + failure.getMessage();
        }
        if (failure instanceof SSLException) {
            return ofTls(failure, endpoint.getHost());
        }
        return failure.toString();
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
