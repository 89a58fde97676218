// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Listens on a loopback port and gives every connection a daemon thread. Safe for use by several threads. */
final class HttpServer {

    private static final int BACKLOG = 1_024;

    private final ServerSocket listener;
    private final Endpoint endpoint;
    private final ExecutorService threads;
    private final Thread acceptor;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** The connections that are open; guarded by itself. */
    private final Set<Socket> open = new HashSet<>();

    HttpServer(int port, Endpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        DaemonThreads factory = new DaemonThreads("track-server-" + port());
        threads = Executors.newCachedThreadPool(factory);
        acceptor = factory.newThread(this::accept);
        acceptor.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Drops all connections at once. When it returns, the port is free. */
    void close() {
        closing.countDown();
        quietly(listener);
        synchronized (open) {
            open.forEach(HttpServer::quietly);
        }
        threads.shutdownNow();
        try {
            // While a thread is inside accept(), the operating system keeps the port.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        boolean closed = false;
        while (!closed) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                closed = closedAfterPause();
            }
        }
    }

    /** Accepting fails when the listener is closed, and when the process has too many files open, which passes. */
    private boolean closedAfterPause() {
        try {
            return closing.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void serve(Socket socket) {
        synchronized (open) {
            if (closing.getCount() == 0) {
                quietly(socket);
                return;
            }
            open.add(socket);
            threads.execute(() -> {
                try {
                    new HttpConnection(socket, endpoint, closing).run();
                } finally {
                    synchronized (open) {
                        open.remove(socket);
                    }
                }
            });
        }
    }

    private static void quietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is gone either way.
        }
    }
}
