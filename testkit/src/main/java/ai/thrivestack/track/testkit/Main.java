// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.concurrent.TimeUnit;

/**
 * The Track API as a program: {@code java -jar track-testkit.jar [--port N] [--plan FILE] [-- COMMAND ARG...]};
 * {@code --help} prints the usage.
 *
 * <p>It listens on 127.0.0.1, prints the address of its live page, each event as it is accepted, once each thing there
 * is to warn of, and why a request is refused. It keeps the last of them, so that it can run for days. Without a command
 * it uses port 8090 and runs until Ctrl-C. With one it uses a free port, runs the command as a child that finds the
 * endpoint in {@code TRACK_ENDPOINT} and a token in {@code THRIVESTACK_TOKEN} (unless that was set before), sums up when
 * the command ends, and exits with its exit code. Otherwise the exit code is 0 for the usage that was asked for, 2 for
 * wrong arguments, 1 where the port cannot be used, and 127 where there is no such command.
 */
public final class Main {

    private Main() {}

    /** Exits the JVM. */
    public static void main(String[] args) throws InterruptedException {
        CommandLine line = new CommandLine(System.out, System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(line), "track-server-stop"));
        System.exit(line.run(args));
    }

    private static void stop(CommandLine line) {
        try {
            line.stop(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
