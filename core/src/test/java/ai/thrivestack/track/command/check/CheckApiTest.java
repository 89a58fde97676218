// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;

import ai.thrivestack.track.command.Commands;
import ai.thrivestack.track.contract.TlsServer;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.transport.KeyStores;
import ai.thrivestack.track.transport.TestProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What {@code check} says of the network and the API. */
class CheckApiTest {
    private static final String TOKEN = "secret-token";

    @TempDir
    Path directory;

    private static Commands check(String endpoint, String... more) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList("check", "--endpoint=" + endpoint, "--token=" + TOKEN));
        all.addAll(Arrays.asList(more));
        Commands ran = Commands.run(all.toArray(new String[0]));
        assertFalse(ran.toString().contains(TOKEN), ran::toString);
        return ran;
    }

    private static void assertFails(Commands ran, String part) {
        assertEquals(3, ran.exitCode, ran::toString);
        assertTrue(ran.out.startsWith("error: "), ran::toString);
        assertTrue(ran.out.contains(part), ran::toString);
        assertTrue(ran.out.endsWith("\n1 error, 0 warnings\n"), ran::toString);
    }

    @Test
    void api_isAskedWithoutAnEvent() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            Commands ran = check(server.endpoint().toString());
            assertEquals(0, ran.exitCode, ran::toString);
            assertTrue(ran.out.startsWith("ok: " + server.endpoint() + " answers and does not refuse"), ran.out);
            assertEquals(1, server.requests().size());
            assertEquals(0, server.events().size());
        }
    }

    @Test
    void testEvent_isOneEvent() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            Commands ran = check(
                    server.endpoint().toString(), "--send-test-event", "--staticContext=group_id=acme,source=product");
            assertEquals(0, ran.exitCode, ran::toString);
            assertEquals(1, server.requests().size());
            assertEquals(1, server.events().size());
            assertEquals("test_event_sent", server.events().get(0).eventName());
            assertEquals("acme", server.events().get(0).context().get("group_id"));
            String id = (String) server.events().get(0).context().get("event_id");
            assertTrue(ran.out.contains("with event_id " + id), ran.out);
        }
    }

    @Test
    void testEvent_thatFails_isNotSentAgain() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            server.next(Answer.status(503));
            assertFails(check(server.endpoint().toString(), "--send-test-event"), "the API takes nothing now: 503");
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void warningsOfTheApi_areShown() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            server.next(Answer.ok().body("{\"success\":true,\"warnings\":[\"no group_id\"]}"));
            Commands ran = check(server.endpoint().toString(), "--send-test-event", "--strict");
            assertEquals(1, ran.exitCode, ran::toString);
            assertTrue(ran.out.contains("warning: the API says of the test event: no group_id"), ran.out);
        }
    }

    @Test
    void refusedToken_isNamed() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            server.accept("another-token");
            assertFails(check(server.endpoint().toString()), "the token is refused: 401");
            Commands json = check(server.endpoint().toString(), "--json");
            assertTrue(json.out.startsWith("{\"level\":\"error\",\"about\":\"token\","), json.out);
        }
    }

    @Test
    void wrongPath_isNamed() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            assertFails(check(server.page() + "api/trak"), "endpoint is not the Track API's: 404");
        }
    }

    @Test
    void webPage_isNotTheApi() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            server.next(Answer.status(200).body("<html><title>Log in</title></html>"));
            assertFails(check(server.endpoint().toString()), "a web page titled \"Log in\"");
        }
    }

    @Test
    void unknownHost_isNamed() throws IOException {
        assertFails(check("https://no-such-host.invalid/api"), "the host name no-such-host.invalid cannot be resolved");
    }

    @Test
    void closedPort_isNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertFails(check("http://127.0.0.1:" + port + "/api"), "no connection");
    }

    @Test
    void selfSignedCertificate_isNamed() throws Exception {
        Path keys = KeyStores.selfSigned(directory, "dns:localhost");
        try (TlsServer server = new TlsServer(KeyStores.context(keys))) {
            assertFails(check(server.endpoint()), "this JVM does not trust the certificate of localhost");
            assertEquals(0, server.bodies().size());
        }
    }

    @Test
    void certificateOfAnotherHost_isNamed() throws Exception {
        SSLContext context = KeyStores.context(KeyStores.selfSigned(directory, "dns:other.example"));
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(context); // which trusts it
        try (TlsServer server = new TlsServer(context)) {
            assertFails(check(server.endpoint()), "the certificate is not one for localhost");
            assertEquals(0, server.bodies().size());
        } finally {
            SSLContext.setDefault(usual);
        }
    }

    @Test
    void proxyThatRefuses_isNamed() throws IOException {
        try (TestProxy proxy = new TestProxy("Basic", "jane:password")) {
            Commands ran = check("https://track.example/api", "--proxy=" + proxy.url("joe:hidden-word@"));
            assertFails(ran, "the proxy answers 407 when asked for a connection with track.example");
            assertFalse(ran.toString().contains("hidden-word"), ran::toString);
        }
    }

    @Test
    void missingToken_isOfTheConfiguration() throws IOException {
        Commands ran = Commands.run("check", "--endpoint=https://track.example/");
        assertEquals(1, ran.exitCode, ran::toString);
        assertTrue(ran.out.contains("error: there is no token"), ran.out);
    }
}
