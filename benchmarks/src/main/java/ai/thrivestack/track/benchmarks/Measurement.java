// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A JVM of its own that measures one library. On standard output it asks {@link Fork}, which has the sink, and says its
 * figures; what else comes there goes to standard error.
 */
public final class Measurement {
    private static final PrintStream OUT = System.out;
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

    private Measurement() {}

    /** @param arguments what is measured, the workload's class */
    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err);
        switch (arguments[0]) {
            case "caller":
                CallerMeasurement.run(workload(arguments[1]));
                break;
            case "end-to-end":
                EndToEndMeasurement.run(() -> workload(arguments[1]));
                break;
            case "outage":
                OutageMeasurement.run(() -> workload(arguments[1]));
                break;
            case "spool":
                SpoolMeasurement.run(() -> workload(arguments[1]), arguments[1]);
                break;
            case "spool-fill":
                SpoolMeasurement.fill(workload(arguments[1]));
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0); // some of the libraries have threads that would not end
    }

    private static Workload workload(String name) throws ReflectiveOperationException {
        return (Workload) Class.forName(name).getConstructor().newInstance();
    }

    /** The sink forgets what has come. */
    static void reset() throws IOException {
        ask("reset");
    }

    /** How many events have come when these are all, or the time is over. */
    static long awaitEvents(long number, long millis) throws IOException {
        return ask("events " + number + " " + millis);
    }

    /** The same, of events with different ids. */
    static long awaitUnique(long number, long millis) throws IOException {
        return ask("unique " + number + " " + millis);
    }

    /** Every answer of the sink takes so long. */
    static void delay(long millis) throws IOException {
        ask("delay " + millis);
    }

    static void goDown(long millis) throws IOException {
        ask("down " + millis);
    }

    private static synchronized long ask(String question) throws IOException {
        OUT.println("ask " + question);
        OUT.flush();
        return Long.parseLong(IN.readLine());
    }

    public static void figure(String name, double value) {
        OUT.println(String.format(Locale.ROOT, "figure %s %.3f", name, value));
        OUT.flush();
    }

    public static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** The most memory that this process has had, in MB; 0 where the platform does not say. */
    public static double peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
