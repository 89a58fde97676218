// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The JDK's HTTP server on a loopback port, with a daemon thread for each request. Receives requests and sends what
 * {@link Endpoint} answers, or {@link Control} for the page. Safe for use by several threads.
 */
final class LocalServer {
    static {
        // It sends an answer's head and body in two packets; without this the second waits 40 ms for the client.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static final int BACKLOG = 1_024;
    /** For how long the end of the server waits for answers that are being written. */
    private static final long LONGEST_ANSWER_MILLIS = 1_000;

    private final Endpoint endpoint;
    private final Control control;
    private final HttpServer server;
    private final int port;
    private final ExecutorService threads;

    /** Down once the server closes: ends delays and silence. */
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Its parties are the answers that are being written, and one until the server closes. */
    private final Phaser answering = new Phaser(1);

    LocalServer(int port, Endpoint endpoint, Control control) throws IOException {
        this.endpoint = endpoint;
        this.control = control;
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        this.port = server.getAddress().getPort();
        DaemonThreads factory = new DaemonThreads("track-server-" + this.port);
        threads = Executors.newCachedThreadPool(factory);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        startFrom(factory);
    }

    /** Its dispatcher is a daemon without a class loader if the thread that starts it is. */
    private void startFrom(DaemonThreads factory) {
        Thread starter = factory.newThread(server::start);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return port;
    }

    /** Lets the answers be written that are due, and drops all connections. When it returns, the port is free. */
    synchronized void close() {
        if (closing.getCount() > 0) {
            closing.countDown();
            awaitAnswers();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private void awaitAnswers() {
        try {
            answering.awaitAdvanceInterruptibly(
                    answering.arriveAndDeregister(), LONGEST_ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // A client does not read: its connection is dropped.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) {
        try {
            if (Control.owns(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath())) {
                control(exchange);
            } else {
                track(exchange);
            }
        } catch (IOException e) {
            // The client has gone or the server closes; there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close(); // and with it the connection, unless a whole answer has been sent
        }
    }

    private void track(HttpExchange exchange) throws IOException, InterruptedException {
        Answer next = endpoint.next(exchange.getRequestURI().getPath());
        boolean reset = next.ending() == Answer.Ending.RESET;
        HttpRequest request = reset ? HttpRequest.unread(exchange) : HttpRequest.read(exchange);
        answering.register(); // before a test sees the request, and may close the server
        try {
            Answer answer = endpoint.answer(request, next);
            if (answer != null && !isClosedWithin(answer.delayNanos())) {
                send(answer, exchange);
            }
        } finally {
            answering.arriveAndDeregister();
        }
    }

    private boolean isClosedWithin(long nanos) throws InterruptedException {
        return nanos > 0 && closing.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void control(HttpExchange exchange) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.read(exchange);
        Answer answer = control.answer(request, exchange.getRequestURI().getRawQuery());
        if (Control.isStream(request) && answer.status() == 200) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, 0);
            control.stream(request, exchange.getResponseBody());
        } else {
            send(answer, exchange);
        }
    }

    private void send(Answer answer, HttpExchange exchange) throws IOException, InterruptedException {
        switch (answer.ending()) {
            case COMPLETE:
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                write(answer, exchange, body, body.length, body.length);
                return;
            case TRUNCATED:
                byte[] whole = answer.body().getBytes(StandardCharsets.UTF_8);
                write(answer, exchange, whole, Math.max(1, whole.length), whole.length / 2);
                return;
            case RESET:
                return;
            default:
                closing.await();
        }
    }

    private static void write(Answer answer, HttpExchange exchange, byte[] body, int announced, int sent)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = announced == 0
                || answer.status() == 204
                || answer.status() == 304
                || "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : announced);
        if (!bodiless) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, sent);
            out.flush();
            if (sent == announced) {
                out.close();
            }
        }
    }
}
