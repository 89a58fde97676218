// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.transport.TestProxy;

/**
 * An API, with the network in between, that answers at random until it recovers, and records its answer for each
 * event. Its events are {@code {"n":1}}, those that it refuses {@code {"n":2,"bad":true}}.
 */
final class RandomApi implements AutoCloseable {
    static final String PATH = "/api/track";
    private static final Pattern EVENT = Pattern.compile("\\{\"n\":(\\d+)(,\"bad\":true)?[,}]");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");
    /** An event that comes again sooner had its answer within the client's time limit. */
    private static final long MAY_BE_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final Random random;
    private final RandomAnswer success;
    private final RandomAnswer refusal;

    // The fields below are guarded by this object's lock.
    private boolean isWell;
    private int requests;
    /** The exchange in which it was answered with a success, by event. */
    private final Map<Integer, Exchange> delivered = new HashMap<>();

    private final Set<Integer> refused = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<Integer> late = new TreeSet<>();
    private final List<String> answers = new ArrayList<>();

    RandomApi(long seed) throws IOException {
        random = new Random(seed);
        success = RandomAnswer.success((int) seed);
        refusal = RandomAnswer.refusal((int) seed);
        TestProxy.daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + PATH;
    }

    /** A request and its answer. */
    private static final class Exchange {
        final long receivedNanos = System.nanoTime();
        final RandomAnswer answer;
        /** Another request came by the same connection: the client has read the answer whole. Under the API's lock. */
        boolean isFollowed;

        Exchange(RandomAnswer answer) {
            this.answer = answer;
        }

        boolean wasHeard() {
            return isFollowed || System.nanoTime() - receivedNanos < MAY_BE_LATE_NANOS;
        }
    }

    /** From now on it has one answer for events that it accepts and one for those that it refuses; the seed selects them. */
    synchronized void recover() {
        isWell = true;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized Set<Integer> delivered() {
        return new TreeSet<>(delivered.keySet());
    }

    /** The events that it has refused alone in their request. */
    synchronized Set<Integer> refused() {
        return new TreeSet<>(refused);
    }

    /** The client's mistakes. */
    synchronized List<String> faults() {
        return new ArrayList<>(faults);
    }

    /** Requests with events that had been delivered, by an answer that may have come too late for the client. */
    synchronized Set<Integer> late() {
        return new TreeSet<>(late);
    }

    synchronized List<String> answers() {
        return new ArrayList<>(answers);
    }

    private void accept() throws IOException {
        while (true) {
            Socket connection = socket.accept();
            connections.add(connection);
            TestProxy.daemon(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (Socket client = connection) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            Exchange last = null;
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                Matcher length = LENGTH.matcher(head);
                int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
                byte[] body = in.readNBytes(bytes);
                if (body.length < bytes) {
                    return; // the client has given up
                }
                last = exchange(head, new String(body, StandardCharsets.UTF_8), last);
                RandomAnswer answer = last.answer;
                OutputStream out = client.getOutputStream();
                out.write(answer.text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                switch (answer.end) {
                    case KEEP:
                        break;
                    case CLOSE:
                        return;
                    case RESET:
                        client.setSoLinger(true, 0);
                        return;
                    case HANG:
                        in.read();
                        return;
                    default:
                        while (true) {
                            out.write(new byte[1_000]);
                        }
                }
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b; head.indexOf("\r\n\r\n") < 0 && (b = in.read()) >= 0; ) {
            head.append((char) b);
        }
        return head.toString();
    }

    /** @param last the exchange before it on the same connection, null if there is none */
    private synchronized Exchange exchange(String head, String body, Exchange last) {
        requests++;
        if (last != null) {
            last.isFollowed = true;
        }
        if (!head.startsWith("POST " + PATH + " HTTP/1.1\r\n")) {
            faults.add("it is none of the endpoint's: " + head);
        }
        Map<Integer, Boolean> events = new HashMap<>();
        for (Matcher event = EVENT.matcher(body); event.find(); ) {
            int number = Integer.parseInt(event.group(1));
            if (events.put(number, event.group(2) != null) != null) {
                faults.add("event " + number + " is in request " + requests + " twice");
            }
            Exchange before = delivered.remove(number);
            if (before != null && before.wasHeard()) {
                faults.add("event " + number + " comes again in request " + requests);
            } else if (before != null) {
                late.add(requests);
            }
        }
        boolean holdsBad = events.containsValue(true);
        RandomAnswer answer = !isWell ? RandomAnswer.of(random, holdsBad) : holdsBad ? refusal : success;
        answers.add(requests + ": " + events.size() + (holdsBad ? " with a bad one" : "") + " -> " + answer);
        Exchange exchange = new Exchange(answer);
        if (answer.delivers) {
            events.keySet().forEach(number -> delivered.put(number, exchange));
        }
        if (answer.refuses && events.size() == 1) {
            refused.addAll(events.keySet());
        }
        return exchange;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
