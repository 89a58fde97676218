// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy of a few lines: notes the first line of each request that it lets through, and tunnels the rest. */
final class TestProxy implements Closeable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final String credentials;
    /** The status that every wish for a tunnel is answered with, 200 to let it through. */
    volatile int tunnelStatus = 200;

    /** @param credentials user:password, null if anybody may come */
    TestProxy(String credentials) throws IOException {
        this.credentials = credentials == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url(String userInfo) {
        return "http://" + userInfo + "127.0.0.1:" + port();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
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
            if (credentials != null && !head.contains("Proxy-Authorization: " + credentials + "\r\n")) {
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
            Socket upstream = new Socket(uri.getHost(), uri.getPort());
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

    /** Reads the body first, since a client that is cut off while it writes may not read the answer. */
    private static void refuse(Socket client, String head) throws IOException {
        int at = head.indexOf("Content-Length: ");
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        for (int i = 0; i < length; i++) {
            client.getInputStream().read();
        }
        client.getOutputStream()
                .write(("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                + "Content-Length: 0\r\n\r\n")
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
