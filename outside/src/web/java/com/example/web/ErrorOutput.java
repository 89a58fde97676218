// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The lines that are written to standard error from here on, in place of what is there otherwise. */
final class ErrorOutput implements AutoCloseable {
    private final PrintStream original = System.err;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> read = new ArrayList<>();

    ErrorOutput() {
        System.setErr(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
    }

    private final class Lines extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                unread.add(toString(StandardCharsets.UTF_8));
                reset();
            } else {
                super.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }
    }

    /** Waits for a line with this text. */
    void await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String line;
        do {
            line = unread.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no line has " + text + ", on standard error are " + read);
            }
            read.add(line);
        } while (!line.contains(text));
    }

    /** All of them. */
    List<String> lines() {
        unread.drainTo(read);
        return read;
    }

    @Override
    public void close() {
        System.setErr(original);
    }
}
