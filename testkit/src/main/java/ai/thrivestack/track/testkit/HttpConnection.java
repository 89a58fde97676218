// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One client's connection: reads requests and sends answers in turn, on a thread of its own, until either side closes. */
final class HttpConnection implements Runnable {

    private final Socket socket;
    private final Endpoint endpoint;

    /** Down once the server closes: ends delays and silence. */
    private final CountDownLatch closing;

    HttpConnection(Socket socket, Endpoint endpoint, CountDownLatch closing) {
        this.socket = socket;
        this.endpoint = endpoint;
        this.closing = closing;
    }

    @Override
    public void run() {
        try (Socket open = socket) {
            open.setTcpNoDelay(true);
            HttpInput in = new HttpInput(open.getInputStream());
            try {
                converse(in, open.getOutputStream());
            } catch (MalformedRequest e) {
                open.getOutputStream().write(whole(endpoint.refuse(e), true));
                open.shutdownOutput();
                in.drain();
            }
        } catch (IOException e) {
            // The client has gone or the server closes; there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(HttpInput in, OutputStream out) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.read(in, out);
        while (request != null && send(endpoint.answer(request), request, out)) {
            request = HttpRequest.read(in, out);
        }
    }

    /** Whether the connection goes on. */
    private boolean send(Answer answer, HttpRequest request, OutputStream out)
            throws IOException, InterruptedException {
        if (closing.await(answer.delayNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        switch (answer.ending()) {
            case COMPLETE:
                out.write(whole(answer, !"HEAD".equals(request.method())));
                return request.keepAlive()
                        && !"close".equalsIgnoreCase(answer.headers().get("Connection"));
            case TRUNCATED:
                out.write(half(answer));
                return false;
            case RESET:
                socket.setSoLinger(true, 0);
                return false;
            default:
                closing.await();
                return false;
        }
    }

    private static byte[] whole(Answer answer, boolean withBody) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        byte[] head = head(answer, bodiless ? -1 : body.length);
        return withBody && !bodiless ? join(head, body, body.length) : head;
    }

    private static byte[] half(Answer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return join(head(answer, Math.max(1, body.length)), body, body.length / 2);
    }

    private static byte[] head(Answer answer, int contentLength) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.putAll(answer.headers());
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (contentLength >= 0) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Head and body leave in one write: in two, the second may wait 40 ms for the client's acknowledgement. */
    private static byte[] join(byte[] head, byte[] body, int length) {
        byte[] joined = Arrays.copyOf(head, head.length + length);
        System.arraycopy(body, 0, joined, head.length, length);
        return joined;
    }
}
