// SPDX-License-Identifier: Apache-2.0
package com.example.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * An application that logs on demand. It reads commands from standard input, one a line, prints {@code done: COMMAND}
 * after each, and ends with its input. SLF4J alone; the configuration of logging decides where the events go.
 */
public final class Fleet {

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int USERS = 50;
    private static final int SAID = 500;

    /** Logs nothing until it is told to. */
    public static void main(String[] args) throws IOException {
        System.out.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "log" -> log(number(words[1]), number(words[2]), number(words[3]));
                case "measure" -> measure(number(words[1]), number(words[2]), number(words[3]));
                case "threads" -> threads();
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println("done: " + line);
        }
    }

    /** Events first to last, at most this many a second; 0 for as many as go. Says now and then how far it has got. */
    private static void log(int first, int last, int perSecond) {
        long start = System.nanoTime();
        for (int n = first; n <= last; n++) {
            awaitTurn(start, n - first, perSecond);
            log(n);
            if (n % SAID == 0) {
                System.out.println("logged " + n);
            }
        }
    }

    /** The same, and prints what the calls took. */
    private static void measure(int first, int last, int perSecond) {
        long[] nanos = new long[last - first + 1];
        long start = System.nanoTime();
        for (int n = first; n <= last; n++) {
            awaitTurn(start, n - first, perSecond);
            long before = System.nanoTime();
            log(n);
            nanos[n - first] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        System.out.println("nanos p50=" + nanos[nanos.length / 2] + " p99=" + nanos[(int) (nanos.length * 0.99)]
                + " max=" + nanos[nanos.length - 1]);
    }

    private static void awaitTurn(long start, long turn, int perSecond) {
        if (perSecond > 0) {
            long due = start + turn * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private static void log(int n) {
        LOG.info(TRACK, "order_placed user_id={} n={} plan={}", "u-" + n % USERS, n, "pro");
    }

    private static void threads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("thread " + thread.getName()));
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private Fleet() {}
}
