// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The message when no answer came: what happened, and what to do about it. {@code DeliveryWorker} puts in front what that
 * means for the events: {@code cannot deliver, 7 events wait: …}.
 */
@Timeout(60)
class ConnectionFailureTest {
    private static final RequestBody BODY = new FakeBody("[{\"event_name\":\"a\"}]");
    /** Packages, classes, and numbers in no unit of ours. */
    private static final String NO_WORDS = "(?s).*(([a-z]\\w*[./]){2,}[A-Z]|Exception|shaded|NANO).*";

    @TempDir
    private static Path directory;

    private static SSLContext localhost;

    @BeforeAll
    static void makeCertificate() throws Exception {
        localhost = KeyStores.context(KeyStores.selfSigned(directory, "dns:localhost"));
    }

    private static Answer send(String... options) {
        TrackOptions given = Given.options(options);
        HttpTransport transport = new HttpTransport(given, new Credentials(given), new ScheduledThreadPoolExecutor(1));
        try {
            return transport.send(BODY);
        } finally {
            transport.close();
        }
    }

    private static void assertSaid(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.matches("(?s).*\\. (Check|Write|If) .*"), message);
        assertFalse(message.matches(NO_WORDS), message);
    }

    private static void assertSaid(Answer none, String... parts) {
        assertEquals(Verdict.RETRY, Verdict.of(none), none::toString);
        assertSaid(none.toString(), parts);
    }

    private static String of(Exception failure, String... options) {
        return ConnectionFailure.of(failure, URI.create("https://api.example.com/api/track"), Given.options(options));
    }

    /** What a server does with a connection before it closes it. */
    private interface Peer {
        void serve(Socket connection) throws Exception;
    }

    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));

        Server(Peer peer) throws IOException {
            Thread thread = new Thread(() -> serve(peer));
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Peer peer) {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    peer.serve(connection);
                } catch (Exception closed) {
                    // by either side
                }
            }
        }

        String url(String scheme) {
            return scheme + "://127.0.0.1:" + socket.getLocalPort();
        }

        String httpsUrl() {
            return "https://localhost:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        for (int b = 0; b >= 0 && b != ']'; ) {
            b = in.read(); // the body's end is the request's
        }
    }

    /** The first bytes of TLS come at once. */
    private static void readSome(Socket connection) throws IOException {
        assertTrue(connection.getInputStream().read(new byte[8_192]) > 0);
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static SSLSocket tls(SSLContext context, Socket connection) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(connection, null, false);
        tls.setUseClientMode(false);
        return tls;
    }

    private static String closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void unknownHost_isNamed() {
        assertSaid(
                send("endpoint", "https://no-such.invalid/api"),
                "the host name no-such.invalid cannot be resolved",
                "Check the host in endpoint, and the DNS of this machine");
        assertSaid(
                send("endpoint", "https://api.example.com/", "proxy", "http://no-such.invalid:3128"),
                "the host name no-such.invalid cannot be resolved",
                "endpoint and proxy");
        assertSaid(of(new UnknownHostException()), "cannot be resolved");
    }

    @Test
    void connectionRefused_namesWhoRefuses() throws IOException {
        String closed = closedPort();
        assertSaid(send("endpoint", "http://" + closed), "no connection: ", closed, "refused", "Check host and port");
        assertSaid(
                send("endpoint", "https://api.example.com/", "proxy", "http://" + closed),
                "no connection: ",
                closed,
                "refused",
                "Check host and port in endpoint and proxy");
    }

    /** Only a network causes them; they cannot be produced on this machine. */
    @Test
    void connectionThatTakesTooLong_namesTheOption() {
        assertSaid(
                of(new ConnectTimeoutException("Connect to https://a.b:443 failed: Connect timed out")),
                "no connection within connectTimeout 5000 ms: Connect to https://a.b:443 failed",
                "Check host and port");
        assertSaid(of(new ConnectException("Network is unreachable")), "no connection: Network is unreachable");
    }

    @Test
    void silence_namesTheOption() throws IOException {
        try (Server server = new Server(connection -> {
            readRequest(connection);
            connection.getInputStream().read();
        })) {
            assertSaid(
                    send("endpoint", server.url("http"), "requestTimeout", "100ms"),
                    "no answer within requestTimeout 100 ms",
                    "write a longer requestTimeout");
        }
    }

    @Test
    void closeWithoutAnAnswer() throws IOException {
        try (Server server = new Server(ConnectionFailureTest::readRequest)) {
            assertSaid(
                    send("endpoint", server.url("http")),
                    "127.0.0.1 closed the connection without an answer. Check endpoint",
                    "If that port expects TLS, write https://");
        }
    }

    @Test
    void reset() throws IOException {
        try (Server server = new Server(connection -> {
            readRequest(connection);
            connection.setSoLinger(true, 0);
        })) {
            assertSaid(send("endpoint", server.url("http")), "the connection with 127.0.0.1 broke: Connection reset");
        }
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Le",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "220 mail ESMTP\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: sometimes\r\n\r\n"
            })
    void answerThatIsNone(String text) throws IOException {
        try (Server server = new Server(connection -> {
            readRequest(connection);
            write(connection, text);
        })) {
            assertSaid(send("endpoint", server.url("http")), "127.0.0.1 ");
        }
    }

    /** There is an answer, and it counts. */
    @Test
    void bodyThatBreaksOff_leavesTheStatus() throws IOException {
        try (Server server = new Server(connection -> {
            readRequest(connection);
            write(connection, "HTTP/1.1 503 No\r\nContent-Length: 500\r\n\r\n{\"succ");
        })) {
            assertEquals("503", send("endpoint", server.url("http")).toString());
        }
    }

    @Test
    void proxyThatCloses_isNamed() throws IOException {
        try (Server proxy = new Server(ConnectionFailureTest::readSome)) {
            assertSaid(
                    send("endpoint", "https://api.example.com/", "proxy", proxy.url("http")),
                    "the proxy, or api.example.com behind it, closed the connection without an answer");
        }
    }

    @ParameterizedTest
    @CsvSource({"403, whether it lets that host", "502, Check proxy", "407, Write proxy as http://user:password@host"})
    void proxyThatRefuses_isNamed(int status, String advice) throws IOException {
        try (Server proxy = new Server(connection -> {
            readSome(connection);
            write(connection, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
            connection.getInputStream().read();
        })) {
            String said = send("endpoint", "https://api.example.com/", "proxy", proxy.url("http"))
                    .toString();
            assertSaid(said, "the proxy answers " + status, "api.example.com", advice);
        }
    }

    @Test
    void plainHttp_atAPortForTls_isSaidToBeThat() throws IOException {
        try (Server server = new Server(connection -> tls(localhost, connection).startHandshake())) {
            assertSaid(send("endpoint", server.url("http")), "127.0.0.1", "If that port expects TLS, write https://");
        }
    }

    @Test
    void tls_atAPortForPlainHttp_isSaidToBeThat() throws IOException {
        try (Server server = new Server(connection -> {
            readSome(connection);
            write(connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertSaid(
                    send("endpoint", server.httpsUrl()),
                    "TLS with localhost failed: ",
                    "Check the port in endpoint: no TLS is spoken there");
        }
    }

    @Test
    void untrustedCertificate() throws IOException {
        try (Server server = new Server(connection -> tls(localhost, connection).startHandshake())) {
            assertSaid(
                    send("endpoint", server.httpsUrl()),
                    "this JVM does not trust the certificate of localhost",
                    "-Djavax.net.ssl.trustStore=");
        }
    }

    @Test
    void certificateOfAnotherHost(@TempDir Path others) throws Exception {
        SSLContext context = KeyStores.context(KeyStores.selfSigned(others, "dns:api.example.com"));
        assertSaid(
                sendTrusting(context, connection -> tls(context, connection).startHandshake()),
                "the certificate is not one for localhost",
                "Write into endpoint a host that it names");
    }

    @Test
    void expiredCertificate() throws Exception {
        SSLContext context = KeyStores.expired(directory);
        assertSaid(
                sendTrusting(context, connection -> tls(context, connection).startHandshake()),
                "the certificate of localhost is out of date (NotAfter: ",
                "renewed",
                "check the clock");
    }

    /** With its own trust store, as the JVM's properties set it. */
    private static Answer sendTrusting(SSLContext context, Peer peer) throws Exception {
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(context);
        try (Server server = new Server(peer)) {
            return send("endpoint", server.httpsUrl());
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    /** By their numbers in RFC 8446. */
    @ParameterizedTest
    @CsvSource({
        "40, handshake_failure, versions and ciphers of TLS",
        "42, bad_certificate, whether a client certificate is wanted",
        "70, protocol_version, which versions of TLS are enabled",
        "71, insufficient_security, versions and ciphers of TLS",
        "80, internal_error, Check endpoint",
        "112, unrecognized_name, Check endpoint",
        "116, certificate_required, -Djavax.net.ssl.keyStore="
    })
    void alertOfTls(int alert, String name, String advice) throws IOException {
        try (Server server = new Server(connection -> {
            readSome(connection);
            connection.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, (byte) alert});
            readSome(connection);
        })) {
            assertSaid(
                    send("endpoint", server.httpsUrl()),
                    "TLS with localhost failed: Received fatal alert: " + name + ". Check ",
                    advice);
        }
    }

    @Test
    void closeWhenTlsBegins() throws IOException {
        try (Server server = new Server(ConnectionFailureTest::readSome)) {
            assertSaid(
                    send("endpoint", server.httpsUrl()),
                    "TLS with localhost failed: ",
                    "Check the port in endpoint, and the firewalls in between: localhost closed the connection when TLS began");
        }
    }

    /** In the words of older JVMs. */
    @ParameterizedTest
    @CsvSource({
        "'Unrecognized SSL message, plaintext connection?', no TLS is spoken there",
        "Remote host closed connection during handshake, closed the connection when TLS began",
        "'Server chose TLSv1, but that protocol version is not enabled', which versions of TLS are enabled",
        "(handshake_failure) Received fatal alert: handshake_failure, versions and ciphers"
    })
    void otherWordsOfTls(String words, String advice) {
        assertSaid(of(new SSLHandshakeException(words)), "TLS with api.example.com failed: ", advice);
    }

    /** The request may be at fault: it is halved, until the event at fault is alone. */
    @ParameterizedTest
    @ValueSource(strings = {"close", "cut", "reset"})
    void tlsThatBreaks_afterTheRequest_isBroken(String how) throws Exception {
        Answer none = sendTrusting(localhost, connection -> {
            SSLSocket tls = tls(localhost, connection);
            readRequest(tls);
            if (how.equals("close")) {
                tls.close();
            }
            connection.setSoLinger(how.equals("reset"), 0);
        });
        assertTrue(none.isBroken, none::toString);
        assertSaid(none, "localhost");
    }

    @ParameterizedTest
    @CsvSource({
        "'ai/thrivestack/track/shaded/hc/core5/Reactor: no such class', Reactor: no such class",
        "org.apache.hc.core5.http.Odd is odd, Odd is odd",
        "'see http://api.example.com/Path', see http://api.example.com/Path",
        "cannot read /etc/ssl/Certs, cannot read /etc/ssl/Certs",
        "ipAddr.Of.this, ipAddr.Of.this"
    })
    void nameOfAClass_losesItsPackage(String message, String said) {
        assertEquals(
                "the exchange with api.example.com failed: " + said
                        + ". Check endpoint, and what is between here and there",
                of(new IOException(message)));
    }
}
