// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * A server that takes whatever any of the libraries sends, in any of their formats, and counts the orders in it by their
 * ids. One port takes HTTP and answers every request as the Track API does, after a delay if it is told to; another
 * takes plain lines. Loopback only; a thread for each connection.
 */
final class Sink implements AutoCloseable {
    private static final byte[] TAKEN = ascii(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n" + "{\"success\":true}");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final int BACKLOG = 500;

    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, task -> daemon(task));
    private final int httpPort;
    private final int linePort;
    private ServerSocket http;
    private ServerSocket lines;
    private volatile long delayMillis;

    private final BitSet seen = new BitSet();
    private long events;
    private long unique;

    private interface Conversation {
        void with(Socket socket) throws IOException;
    }

    Sink() throws IOException {
        http = listen(0, this::http);
        lines = listen(0, this::lines);
        httpPort = http.getLocalPort();
        linePort = lines.getLocalPort();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "sink");
        thread.setDaemon(true);
        return thread;
    }

    int httpPort() {
        return httpPort;
    }

    int linePort() {
        return linePort;
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    /** Nothing listens, and no connection lives, for so long. */
    synchronized void goDown(long millis) throws IOException {
        http.close();
        lines.close();
        for (Socket connection : connections) {
            connection.close();
        }
        timer.schedule(this::comeBack, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void comeBack() {
        try {
            http = listen(httpPort, this::http);
            lines = listen(linePort, this::lines);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized void reset() {
        seen.clear();
        events = 0;
        unique = 0;
    }

    synchronized long events() {
        return events;
    }

    synchronized long unique() {
        return unique;
    }

    /** @return how many different orders have come when these are all, or the time is over */
    synchronized long awaitUnique(long number, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left; unique < number && (left = deadline - System.nanoTime()) > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return unique;
    }

    synchronized long awaitEvents(long number, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left; events < number && (left = deadline - System.nanoTime()) > 0; ) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return events;
    }

    private ServerSocket listen(int port, Conversation conversation) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        daemon(() -> accept(server, conversation)).start();
        return server;
    }

    private void accept(ServerSocket server, Conversation conversation) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                daemon(() -> hold(conversation, socket)).start();
            }
        } catch (IOException closed) {
            // it is down
        }
    }

    private void hold(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.with(socket);
        } catch (IOException gone) {
            // the other side has other things to do
        } finally {
            connections.remove(socket);
        }
    }

    private void lines(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[256 * 1024];
        int kept = 0;
        for (int read; (read = in.read(buffer, kept, buffer.length - kept)) >= 0; ) {
            int length = kept + read;
            int end = length;
            while (end > 0 && buffer[end - 1] != '\n') {
                end--;
            }
            count(buffer, end);
            System.arraycopy(buffer, end, buffer, 0, length - end);
            kept = length - end;
        }
    }

    private void http(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        OutputStream out = socket.getOutputStream();
        byte[] body = new byte[1024 * 1024];
        for (String first; (first = line(in)) != null; ) {
            if (first.isEmpty()) {
                continue;
            }
            int length = 0;
            boolean chunked = false;
            boolean gzip = false;
            for (String header; (header = line(in)) != null && !header.isEmpty(); ) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).trim());
                } else if (lower.startsWith("expect:")) {
                    out.write(CONTINUE);
                    out.flush();
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
                gzip |= lower.startsWith("content-encoding:") && lower.contains("gzip");
            }
            body = body.length < length ? new byte[length] : body;
            if (chunked) {
                body = chunks(in);
                length = body.length;
            } else if (in.readNBytes(body, 0, length) < length) {
                return;
            }
            if (gzip) {
                byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body, 0, length)).readAllBytes();
                count(plain, plain.length);
            } else {
                count(body, length);
            }
            sleep();
            out.write(TAKEN);
            out.flush();
        }
    }

    private void sleep() throws IOException {
        long millis = delayMillis;
        try {
            if (millis > 0) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Null at the end. */
    private static String line(InputStream in) throws IOException {
        byte[] line = new byte[200];
        int length = 0;
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) {
                return null;
            }
            line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
            line[length++] = (byte) c;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1).trim();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        byte[] body = {};
        for (String size; (size = line(in)) != null; ) {
            byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
            line(in);
            if (chunk.length == 0) {
                break;
            }
            int before = body.length;
            body = Arrays.copyOf(body, before + chunk.length);
            System.arraycopy(chunk, 0, body, before, chunk.length);
        }
        return body;
    }

    private synchronized void count(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        for (int at = 0; (at = text.indexOf("EVT", at)) >= 0 && at + 11 <= length; at += 11) {
            int order = 0;
            for (int digit = 3; digit < 11; digit++) {
                order = order * 10 + bytes[at + digit] - '0';
            }
            events++;
            if (order >= 0 && !seen.get(order)) {
                seen.set(order);
                unique++;
            }
        }
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        http.close();
        lines.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
