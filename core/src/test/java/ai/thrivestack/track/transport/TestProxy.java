// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.Authority;

/** A proxy of a few lines: notes the first line of each request that it lets through, and tunnels the rest. */
public final class TestProxy implements Closeable {
    private static final String NONCE = "8f2a";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final boolean digest;
    /** user:password, null without. */
    private final String credentials;
    /** The status of the answer to every CONNECT, 200 to let it through. */
    volatile int tunnelStatus = 200;

    /** @param credentials user:password, asked for as Basic does; null if none are needed */
    TestProxy(String credentials) throws IOException {
        this("Basic", credentials);
    }

    /** @param scheme Basic or Digest */
    public TestProxy(String scheme, String credentials) throws IOException {
        this.digest = scheme.equals("Digest");
        this.credentials = credentials;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    public List<String> requests() {
        return requests;
    }

    public String url(String userInfo) {
        return "http://" + userInfo + "127.0.0.1:" + port();
    }

    public interface Task {
        void run() throws IOException;
    }

    /** Runs it until the other side closes, or the test. */
    public static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // the other side, or the test, is done
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            sockets.add(socket);
            daemon(() -> serve(socket));
        }
    }

    private void serve(Socket client) throws IOException {
        String head;
        while (!(head = head(client.getInputStream())).isEmpty()) {
            if (credentials != null && !isWelcome(head)) {
                refuse(client, head);
                continue;
            }
            String line = head.substring(0, head.indexOf("\r\n"));
            requests.add(line);
            String target = line.split(" ")[1];
            boolean tunnel = line.startsWith("CONNECT ");
            if (tunnel && tunnelStatus != 200) {
                String answer = "HTTP/1.1 " + tunnelStatus + " No\r\nContent-Length: 36\r\n\r\n"
                        + "{\"success\":true,\"message\":\"odd one\"}";
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                continue;
            }
            URI uri = URI.create(tunnel ? "http://" + target : target);
            Socket upstream = new Socket("127.0.0.1", Authority.of(uri).port); // every name is this machine's
            sockets.add(upstream);
            if (tunnel) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } else {
                String passed = head.replaceAll("Proxy-Authorization: [^\r]*\r\n", "");
                upstream.getOutputStream().write(passed.getBytes(StandardCharsets.US_ASCII));
            }
            daemon(() -> copy(upstream.getInputStream(), client.getOutputStream()));
            copy(client.getInputStream(), upstream.getOutputStream());
            return;
        }
    }

    private boolean isWelcome(String head) {
        Matcher header =
                Pattern.compile("Proxy-Authorization: (Basic|Digest) (.*)\r\n").matcher(head);
        return header.find()
                && (digest
                        ? isDigest(head.substring(0, head.indexOf(' ')), header.group(2))
                        : header.group(2)
                                .equals(Base64.getEncoder()
                                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }

    /** RFC 2617 with MD5 and qop=auth. */
    private boolean isDigest(String method, String header) {
        Map<String, String> given = new HashMap<>();
        for (Matcher parameter = PARAMETER.matcher(header); parameter.find(); ) {
            given.put(parameter.group(1), parameter.group(2));
        }
        String user = credentials.replaceFirst(":", ":test:");
        String expected = md5(md5(user) + ":" + NONCE + ":" + given.get("nc") + ":" + given.get("cnonce") + ":auth:"
                + md5(method + ":" + given.get("uri")));
        return expected.equals(given.get("response"));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return String.format("%032x", new BigInteger(1, digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Reads the body first, since a client that is cut off while it writes may not read the answer. */
    private void refuse(Socket client, String head) throws IOException {
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        for (int i = 0; i < length; i++) {
            client.getInputStream().read();
        }
        client.getOutputStream()
                .write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: "
                                + (digest ? "Digest qop=\"auth\", nonce=\"" + NONCE + "\", " : "Basic ")
                                + "realm=\"test\"\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        for (int b; end < 4 && (b = in.read()) >= 0; ) {
            head.write(b);
            end = b == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString("US-ASCII");
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
