// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A client on one raw connection, which sees each byte of an answer. */
final class Client implements Closeable {

    private static final int DEADLINE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    Client(int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(DEADLINE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Received post(TrackServer server, String body) throws IOException {
        try (Client client = new Client(server.port())) {
            return client.post(body);
        }
    }

    Received post(String body) throws IOException {
        send(body);
        return receive();
    }

    /** A request of that server without a body, as a script on this machine sends it. */
    static Received request(TrackServer server, String requestLine) throws IOException {
        return request(server, requestLine, "", "Host: localhost");
    }

    static Received request(TrackServer server, String requestLine, String body, String... headers) throws IOException {
        try (Client client = new Client(server.port())) {
            String head = requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: "
                    + Requests.bytes(body).length + "\r\n\r\n";
            client.sendRaw(Requests.bytes(head + body));
            return client.receive();
        }
    }

    void send(String body) throws IOException {
        send(Requests.bytes(body));
    }

    void send(byte[] body) throws IOException {
        String head = "POST /api/track HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(Requests.bytes(head));
        request.write(body);
        sendRaw(request.toByteArray());
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next byte, or -1 where the server has closed. */
    int receiveByte() throws IOException {
        return in.read();
    }

    /** Whether the server has closed or reset the connection without another byte. */
    boolean isEndedByTheServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Whether the connection stays open without an answer; a moment long, so that it can only err to true. */
    boolean isSilent() throws IOException {
        socket.setSoTimeout(50);
        try {
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(DEADLINE_MILLIS);
        }
    }

    Received receive() throws IOException {
        String[] head = head().split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            headers.put(head[i].substring(0, head[i].indexOf(':')), head[i].substring(head[i].indexOf(':') + 2));
        }
        return new Received(Integer.parseInt(head[0].split(" ")[1]), headers, body(headers));
    }

    /** Everything up to the end of the connection. */
    String receiveAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            all.write(b);
        }
        return all.toString("UTF-8");
    }

    /** Up to the end of the line. */
    String receiveLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = existing(in.read()); b != '\n'; b = existing(in.read())) {
            line.write(b);
        }
        return line.toString("UTF-8");
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) existing(in.read()));
        }
        return head.toString();
    }

    private String body(Map<String, String> headers) throws IOException {
        byte[] body = new byte[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) existing(in.read());
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static int existing(int b) throws EOFException {
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer as it arrived. */
    static final class Received {
        final int status;
        final Map<String, String> headers;
        final String body;

        Received(int status, Map<String, String> headers, String body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }
    }
}
