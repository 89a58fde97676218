// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Certificates that sign themselves, made by the JDK's keytool. */
public final class KeyStores {
    public static final String PASSWORD = "changeit";

    private KeyStores() {}

    /** @param alternativeName what the certificate is for, {@code dns:localhost} */
    public static Path selfSigned(Path directory, String alternativeName) throws Exception {
        Path file = directory.resolve("keys.p12");
        generate(file, "server", "-ext", "san=" + alternativeName);
        return file;
    }

    /** Shows a certificate for localhost that ended yesterday, and trusts who has signed it. */
    static SSLContext expired(Path directory) throws Exception {
        Path file = directory.resolve("expired.p12");
        generate(file, "authority", "-ext", "bc:c");
        generate(
                file,
                "server",
                "-signer",
                "authority",
                "-ext",
                "san=dns:localhost",
                "-startdate",
                "-9d",
                "-validity",
                "8");
        KeyStore keys = read(file);
        Certificate authority = keys.getCertificate("authority");
        keys.deleteEntry("authority");
        return context(keys, authority);
    }

    private static void generate(Path file, String alias, String... more) throws Exception {
        List<String> command = new ArrayList<>(Arrays.asList(
                Paths.get(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + (alias.equals("server") ? "test" : alias),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(Arrays.asList(more));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("keytool.log").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, keytool.exitValue());
    }

    /** Shows these, and trusts them. */
    public static SSLContext context(Path file) throws Exception {
        KeyStore keys = read(file);
        return context(keys, keys.getCertificate("server"));
    }

    private static SSLContext context(KeyStore keys, Certificate trusted) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusting(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusting(Certificate trusted) throws Exception {
        KeyStore trustStore = KeyStore.getInstance("PKCS12");
        trustStore.load(null, null);
        trustStore.setCertificateEntry("trusted", trusted);
        return trustStore;
    }

    /** Makes a trust store of its certificate alone. */
    public static Path trusting(Path file, Path trustStore) throws Exception {
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusting(read(file).getCertificate("server")).store(out, PASSWORD.toCharArray());
        }
        return trustStore;
    }

    private static KeyStore read(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }
}
