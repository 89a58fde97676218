// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A JVM of its own. What it prints, on either stream, goes to a file and is remembered line by line: a daemon thread
 * reads it, and the callers wait for lines. It ends with us: see {@link UntilParentEnds}.
 */
final class Child implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(30);
    private static final int SHOWN = 60;

    private final String name;
    private final Process process;
    private final PrintStream input;
    private final Path output;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean outputEnded;

    /**
     * @param command what follows {@code java}
     * @param environment added to ours, from which everything of Track is taken away
     * @param output the file for what it prints; appended to
     */
    static Child start(String name, List<String> command, Map<String, String> environment, Path output) {
        List<String> whole = new ArrayList<>();
        whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("THRIVESTACK_") || key.startsWith("TRACK_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(output.getParent());
            return new Child(name, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        input = new PrintStream(process.getOutputStream(), true);
        Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader();
                Writer writer = Files.newBufferedWriter(
                        output, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.write(line + "\n");
                writer.flush();
                add(line);
            }
        } catch (IOException e) {
            add("the output cannot be read: " + e);
        } finally {
            synchronized (lines) {
                outputEnded = true;
                lines.notifyAll();
            }
            ended.countDown();
        }
    }

    private void add(String line) {
        synchronized (lines) {
            lines.add(line);
            lines.notifyAll();
        }
    }

    /** Writes a line to its standard input. */
    void say(String line) {
        input.println(line);
    }

    /** How many lines there are by now: from where to wait for one that comes later. */
    int mark() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** The first line in which the pattern is found. {@link AssertionError} if there is none within that time. */
    String awaitLine(String pattern, Duration timeout) {
        return awaitLine(0, pattern, timeout);
    }

    /** @param from a {@link #mark} */
    String awaitLine(int from, String pattern, Duration timeout) {
        Pattern wanted = Pattern.compile(pattern);
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (lines) {
            for (int i = from; ; i++) {
                while (i == lines.size()) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (outputEnded || millis <= 0) {
                        throw new AssertionError(described("no line has " + pattern));
                    }
                    waitForLines(millis);
                }
                if (wanted.matcher(lines.get(i)).find()) {
                    return lines.get(i);
                }
            }
        }
    }

    private void waitForLines(long millis) {
        try {
            lines.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + name, e);
        }
    }

    /** All lines so far in which the pattern is found. */
    List<String> lines(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        synchronized (lines) {
            return lines.stream().filter(line -> wanted.matcher(line).find()).toList();
        }
    }

    /** SIGTERM, and waits for the end. */
    void terminate() {
        process.toHandle().destroy();
        awaitEnd();
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Ends its standard input, and waits for the end. */
    void endInput() {
        input.close();
        awaitEnd();
    }

    /** SIGSTOP: the process keeps its connections and does nothing. */
    void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError(described("cannot be sent SIG" + name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The processes that it has started, and theirs; each before those that it has started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /** Waits for the end, and for the last of what it prints. */
    void awaitEnd() {
        try {
            if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)
                    || !ended.await(END.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(described("does not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of " + name, e);
        }
    }

    private String described(String what) {
        synchronized (lines) {
            List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
            return name + ": " + what + "; it printed last (all of it is in " + output + "):\n"
                    + String.join("\n", last);
        }
    }

    /** SIGKILL, if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return name;
    }
}
