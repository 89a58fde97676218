// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class HttpTransportTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String BODY = "[{\"event_name\":\"a\"}]";
    private static final RequestBody BATCH = new FakeBody(BODY);

    private HttpServer server;
    private final List<Headers> heads = new CopyOnWriteArrayList<>();
    /** The ports that requests came from: one for each connection. */
    private final Set<Integer> clients = ConcurrentHashMap.newKeySet();

    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String challenge;
    private volatile String answer = "{\"success\":true}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(ANY_PORT, 0);
        serve(server);
    }

    private void serve(HttpServer any) {
        any.createContext("/", this::answer);
        any.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        heads.add(exchange.getRequestHeaders());
        clients.add(exchange.getRemoteAddress().getPort());
        bodies.add(read(exchange.getRequestBody()));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        if (challenge != null) {
            exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }

    private String url(HttpServer any, String scheme, String host) {
        return scheme + "://" + host + ":" + any.getAddress().getPort() + "/api/track";
    }

    private Answer send(String... options) {
        TrackOptions given = Given.options(options);
        HttpTransport transport = new HttpTransport(given, new Credentials(given), new ScheduledThreadPoolExecutor(1));
        try {
            return transport.send(BATCH);
        } finally {
            transport.close();
        }
    }

    private String header(String name) {
        return heads.get(heads.size() - 1).getFirst(name);
    }

    @Test
    void token_isABearer() {
        assertEquals(200, send("endpoint", url(server, "http", "localhost"), "token", "t-1").status);
        assertEquals("Bearer t-1", header("Authorization"));
        assertNull(header("x-api-key"));
        assertEquals(BODY, new String(bodies.get(0), StandardCharsets.UTF_8));
    }

    @Test
    void apiKey_takesTheTokensPlace_andIsASecretToo() {
        answer = "{\"message\":\"no such key: key-of-1\"}";
        status = 401;
        Answer refused = send("endpoint", url(server, "http", "localhost"), "apiKey", "key-of-1");
        assertEquals("key-of-1", header("x-api-key"));
        assertNull(header("Authorization"));
        assertEquals("401 no such key: [hidden]", refused.toString());
    }

    /** Host names of containers. {@link URI} has none for them. */
    @Test
    void hostWithAnUnderscore_isLookedUp() {
        assertLookedUp(send("endpoint", "http://no_such.invalid:8080/api", "allowInsecureEndpoint", "true"));
        assertLookedUp(send("endpoint", "https://no_such.invalid/api"));
        assertLookedUp(send("endpoint", "http://localhost/api", "proxy", "http://no_such.invalid:3128"));
    }

    private static void assertLookedUp(Answer none) {
        assertTrue(none.message.startsWith("the host name no_such.invalid cannot be resolved"), none.message);
    }

    @Test
    void hostWithAnUnderscore_isAskedForByName() throws IOException {
        try (TestProxy proxy = new TestProxy(null)) {
            String url = url(server, "http", "track_api") + "?region=eu";
            assertEquals(200, send("endpoint", url, "proxy", proxy.url(""), "allowInsecureEndpoint", "true").status);
            assertEquals("POST " + url + " HTTP/1.1", proxy.requests().get(0));
            assertEquals("track_api:" + server.getAddress().getPort(), header("Host"));
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            assertEquals(200, send("endpoint", url, "proxy", "system", "allowInsecureEndpoint", "true").status);
            assertEquals(2, proxy.requests().size());
        } finally {
            clearProxyProperties();
        }
    }

    @Test
    void tunnelToAHostWithAnUnderscore_isAskedForByName() throws IOException {
        try (TestProxy proxy = new TestProxy(null)) {
            proxy.tunnelStatus = 403;
            Answer refused = send("endpoint", "https://track_api/api/track", "proxy", proxy.url(""));
            assertTrue(refused.message.contains("track_api"), refused.message);
            assertEquals("CONNECT track_api:443 HTTP/1.1", proxy.requests().get(0));
        }
    }

    /** Under steady traffic no connection is ever idle, and its first address would be used for ever. */
    @Test
    void connection_isReplacedInTime() {
        TrackOptions given = Given.options("endpoint", url(server, "http", "localhost"));
        HttpTransport transport = new HttpTransport(
                given, new Credentials(given), new ScheduledThreadPoolExecutor(1), Duration.ofMillis(50));
        try {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (clients.size() < 3 && System.nanoTime() < end) {
                assertEquals(200, transport.send(BATCH).status);
            }
            assertTrue(clients.size() >= 3, () -> clients + " after " + heads.size() + " requests");
            assertTrue(heads.size() > clients.size(), () -> clients + " for " + heads.size() + " requests");
        } finally {
            transport.close();
        }
        assertTrue(ClientFactory.LONGEST_CONNECTION.compareTo(Duration.ofMinutes(2)) <= 0);
    }

    @Test
    void redirect_isNotFollowed() {
        status = 307;
        assertEquals(307, send("endpoint", url(server, "http", "localhost")).status);
        assertEquals(1, heads.size());
    }

    @Test
    void gzip_compressesTheBody_andSaysSo() throws IOException {
        send("endpoint", url(server, "http", "localhost"), "compression", "gzip");
        assertEquals("gzip", header("Content-Encoding"));
        assertTrue(header("Content-Type").startsWith("application/json"), header("Content-Type"));
        assertEquals(String.valueOf(bodies.get(0).length), header("Content-Length"));
        assertArrayEquals(
                BODY.getBytes(StandardCharsets.UTF_8),
                read(new GZIPInputStream(new ByteArrayInputStream(bodies.get(0)))));
    }

    @Test
    void noCompression_saysNothing() {
        send("endpoint", url(server, "http", "localhost"));
        assertNull(header("Content-Encoding"));
    }

    @Test
    void proxy_getsTheRequest() throws IOException {
        try (TestProxy proxy = new TestProxy(null)) {
            Answer taken = send("endpoint", url(server, "http", "localhost"), "proxy", proxy.url(""), "token", "t-1");
            assertEquals(200, taken.status);
            assertEquals(
                    "POST " + url(server, "http", "localhost") + " HTTP/1.1",
                    proxy.requests().get(0));
        }
    }

    @Test
    void proxyWithCredentials_getsThem_andTheServerDoesNot() throws IOException {
        try (TestProxy proxy = new TestProxy("jane:a+b c:d")) {
            Answer taken = send("endpoint", url(server, "http", "localhost"), "proxy", proxy.url("jane:a+b%20c%3Ad@"));
            assertEquals(200, taken.status);
            assertNull(header("Proxy-Authorization"));
        }
    }

    @Test
    void proxyWithWrongCredentials_isAnsweredWith407_andShowsNone() throws IOException {
        try (TestProxy proxy = new TestProxy("jane:right")) {
            Answer refused = send("endpoint", url(server, "http", "localhost"), "proxy", proxy.url("jane:wrong-one@"));
            assertEquals(407, refused.status);
            assertEquals(Verdict.PAUSE, Verdict.of(refused));
            assertFalse(refused.toString().contains("wrong-one"), refused.toString());
        }
    }

    @Test
    void https_ofAnUnknownAuthority_isRefused_andSaysWhatToDo(@TempDir Path directory) throws Exception {
        HttpsServer https = https(KeyStores.selfSigned(directory, "dns:localhost"));
        try {
            Answer refused = send("endpoint", url(https, "https", "localhost"), "token", "t-1");
            assertEquals(Answer.NO_ANSWER, refused.status);
            assertTrue(
                    refused.message.contains("does not trust the certificate of localhost")
                            && refused.message.contains("-Djavax.net.ssl.trustStore="),
                    refused.message);
            assertEquals(0, heads.size());
        } finally {
            https.stop(0);
        }
    }

    @Test
    void https_withATrustStore_works_andAWrongHostDoesNot(@TempDir Path directory) throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        HttpsServer https = https(keys);
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(KeyStores.context(keys)); // what the JVM makes of its properties, once, at the first use
        try (TestProxy proxy = new TestProxy("jane:pw")) {
            assertEquals(200, send("endpoint", url(https, "https", "localhost")).status);
            assertEquals(
                    200, send("endpoint", url(https, "https", "localhost"), "proxy", proxy.url("jane:pw@")).status);
            assertEquals(
                    "CONNECT localhost:" + https.getAddress().getPort() + " HTTP/1.1",
                    proxy.requests().get(0));
            assertNull(header("Proxy-Authorization"));
            Answer refused = send("endpoint", url(https, "https", "127.0.0.1"));
            assertTrue(refused.message.contains("the certificate is not one for 127.0.0.1"), refused.message);
            assertEquals(2, heads.size());
        } finally {
            SSLContext.setDefault(usual);
            https.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, PAUSE", "403, PAUSE", "407, PAUSE", "413, PAUSE", "429, PAUSE", "502, RETRY"})
    void tunnelThatTheProxyRefuses_rejectsNoEvents(int refusal, Verdict verdict) throws IOException {
        try (TestProxy proxy = new TestProxy(null)) {
            proxy.tunnelStatus = refusal;
            Answer refused = send("endpoint", "https://api.example.com/api/track", "proxy", proxy.url(""));
            assertEquals(verdict, Verdict.of(refused));
            assertTrue(
                    refused.toString().startsWith("the proxy answers " + refusal)
                            && refused.toString().contains("api.example.com"),
                    refused.toString());
        }
    }

    @Test
    void tunnelWithWrongCredentials_rejectsNoEvents_andShowsNone() throws IOException {
        try (TestProxy proxy = new TestProxy("jane:right")) {
            Answer refused =
                    send("endpoint", "https://api.example.com/api/track", "proxy", proxy.url("jane:wrong-one@"));
            assertEquals(Verdict.PAUSE, Verdict.of(refused));
            assertTrue(
                    refused.message.contains("answers 407") && refused.message.contains("user and password"),
                    refused.message);
            assertFalse(refused.toString().contains("wrong-one"), refused.toString());
        }
    }

    /** The second comes over a connection that is there already. */
    @Test
    void tunnelledApi_thatRefuses_isHeardEachTime(@TempDir Path directory) throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        HttpsServer https = https(keys);
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(KeyStores.context(keys));
        status = 400;
        answer = "{\"message\":\"odd event\"}";
        try (TestProxy proxy = new TestProxy(null)) {
            TrackOptions given =
                    Given.options("endpoint", url(https, "https", "localhost"), "proxy", proxy.url(""), "token", "t-1");
            HttpTransport transport =
                    new HttpTransport(given, new Credentials(given), new ScheduledThreadPoolExecutor(1));
            assertEquals("400 odd event", transport.send(BATCH).toString());
            assertEquals("400 odd event", transport.send(BATCH).toString());
            assertEquals(1, proxy.requests().size());
            transport.close();
        } finally {
            SSLContext.setDefault(usual);
            https.stop(0);
        }
    }

    private HttpsServer https(Path keys) throws Exception {
        HttpsServer https = HttpsServer.create(ANY_PORT, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(KeyStores.context(keys)));
        serve(https);
        return https;
    }

    @Test
    void systemProxy_isTheOneOfTheProperties() throws IOException {
        try (TestProxy proxy = new TestProxy(null)) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            assertEquals(200, send("endpoint", url(server, "http", "localhost"), "proxy", "system").status);
            assertEquals(1, proxy.requests().size());
            System.setProperty("http.nonProxyHosts", "127.*");
            assertEquals(200, send("endpoint", url(server, "http", "127.0.0.1"), "proxy", "system").status);
            assertEquals(1, proxy.requests().size());
        } finally {
            clearProxyProperties();
        }
    }

    /** The application's passwords are for its own servers; only the proxy may get one. */
    @Test
    void systemProxy_getsTheApplicationsPassword_andTheApiDoesNot() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        status = 401;
        challenge = "Basic realm=\"api\"";
        try (TestProxy proxy = new TestProxy("jane:pw")) {
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    asked.add(getRequestingHost() + ":" + getRequestingPort());
                    return new PasswordAuthentication("jane", "pw".toCharArray());
                }
            });
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            assertEquals(
                    401, send("endpoint", url(server, "http", "localhost"), "proxy", "system", "apiKey", "k-1").status);
            assertEquals(Collections.singletonList("127.0.0.1:" + proxy.port()), asked);
            assertEquals(1, heads.size());
            assertEquals("k-1", header("x-api-key"));
            assertNull(header("Authorization"));
            assertNull(header("Proxy-Authorization"));
        } finally {
            Authenticator.setDefault(null);
            clearProxyProperties();
        }
    }

    private static void clearProxyProperties() {
        System.clearProperty("http.proxyHost");
        System.clearProperty("http.proxyPort");
        System.clearProperty("http.nonProxyHosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nyou sent Bearer secret-token\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: secret-token\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: secret-token\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: secret-token\r\n\r\n",
                "HTTP/1.1 secret-token\r\n\r\n"
            })
    void answerThatIsNone_showsNoTokenThatItRepeats(String raw) throws Exception {
        try (ServerSocket broken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<Void> answering = new FutureTask<>(() -> {
                try (Socket client = broken.accept()) {
                    while (client.getInputStream().read() != ']') {
                        // the body's end is the request's
                    }
                    client.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
                }
                return null;
            });
            new Thread(answering).start();
            Answer none = send("endpoint", "http://127.0.0.1:" + broken.getLocalPort() + "/", "token", "secret-token");
            answering.get();
            assertFalse(none.toString().contains("secret"), none.toString());
        }
    }

    /** A server that sends the given answers on each connection, and then closes it. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final AtomicInteger requests = new AtomicInteger();
        private final List<String> answers;

        /** @param answers of one connection; an empty one closes it without a byte */
        RawServer(String... answers) throws IOException {
            this.answers = Arrays.asList(answers);
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    for (String answer : answers) {
                        for (int c; (c = client.getInputStream().read()) != ']'; ) {
                            if (c < 0) {
                                break; // the body's end is the request's
                            }
                        }
                        requests.incrementAndGet();
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        client.getOutputStream().flush();
                    }
                } catch (IOException closed) {
                    // by either side
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"success\":true}";

    /** The server gives no notice: the request that leaves at that moment fails. */
    @Test
    void keptConnection_thatIsClosed_costsOneQuietTry() throws IOException {
        try (RawServer raw = new RawServer(ANSWER, "")) {
            TrackOptions given = Given.options("endpoint", raw.url());
            HttpTransport transport =
                    new HttpTransport(given, new Credentials(given), new ScheduledThreadPoolExecutor(1));
            for (int i = 0; i < 5; i++) {
                assertEquals("200", transport.send(BATCH).toString());
            }
            assertEquals(9, raw.requests.get()); // all but the first were sent twice
            transport.close();
        }
    }

    @Test
    void newConnection_thatIsClosedWithoutAnAnswer_isNotTriedAgain_andSaidInWords() throws IOException {
        try (RawServer raw = new RawServer("")) {
            String said = send("endpoint", raw.url()).toString();
            assertTrue(said.startsWith("127.0.0.1 closed the connection without an answer. "), said);
            assertEquals(1, raw.requests.get());
        }
    }

    @Test
    void answer_whoseBodyBreaksOff_isAnAnswer() throws IOException {
        try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"succ")) {
            assertEquals("200", send("endpoint", raw.url()).toString());
            assertEquals(1, raw.requests.get());
        }
        try (RawServer raw = new RawServer("HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"su")) {
            assertEquals("202", send("endpoint", raw.url()).toString());
        }
    }

    @Test
    void head_thatBreaksOff_isSaidInWords() throws IOException {
        try (RawServer raw = new RawServer("HTTP/1.1 200 OK\r\nContent-Le")) {
            String said = send("endpoint", raw.url()).toString();
            assertFalse(said.contains("org.apache") || said.contains("Exception"), said);
            assertTrue(said.startsWith("127.0.0.1 "), said);
        }
        try (RawServer raw = new RawServer("SSH-2.0-OpenSSH_9.2\r\n")) {
            String said = send("endpoint", raw.url()).toString();
            assertFalse(said.contains("org.apache") || said.contains("Exception"), said);
        }
    }

    @Test
    void connectionRefused_isSaidInAWord() {
        String url = url(server, "http", "localhost");
        server.stop(0);
        Answer none = send("endpoint", url);
        assertEquals(Answer.NO_ANSWER, none.status);
        assertTrue(none.message.startsWith("no connection: "), none.message);
    }

    /** Else the worker would try again at once, for ever. */
    @Test
    void token_isNotNew_whereNothingCanBeSent(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("token"), new byte[] {'s'});
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        TrackOptions unusable = Given.read(Given.texts("endpoint", "none", "tokenFile", file.toString()));
        try (HttpTransport transport = new HttpTransport(unusable, new Credentials(unusable), timer)) {
            assertEquals(Answer.NOT_CONFIGURED, transport.send(BATCH).status);
            assertFalse(transport.hasNewToken());
        }
    }
}
