// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import ai.thrivestack.track.testkit.plan.TrackingPlan;

/**
 * The command line without the process around it: {@link #run} returns the exit code, {@link #stop} on another thread
 * makes it end.
 */
final class CommandLine {

    static final int SERVER_FAILED = 1;
    static final int USAGE_ERROR = 2;

    /** As shells say it. */
    static final int COMMAND_NOT_FOUND = 127;

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    CommandLine(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Says how it is used, or serves until the command ends, or without one until stopped. For one call. */
    int run(String... args) throws InterruptedException {
        try {
            Arguments arguments = Arguments.parse(args);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                out.flush();
                return 0;
            }
            return serve(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.print(Arguments.USAGE);
            return USAGE_ERROR;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return SERVER_FAILED;
        } finally {
            ended.countDown();
        }
    }

    /** Lets {@link #run} sum up and end, and says whether it has within that time. */
    boolean stop(long timeout, TimeUnit unit) throws InterruptedException {
        stopping.countDown();
        return ended.await(timeout, unit);
    }

    private int serve(Arguments arguments) throws InterruptedException {
        Function<TrackedEvent, List<String>> plan = plan(arguments);
        try (TrackServer server = TrackServer.startBounded(arguments.port())) {
            server.warnBy(plan);
            Console console = new Console(out, plan);
            console.listen(server);
            int code = 0;
            if (arguments.command().isEmpty()) {
                stopping.await();
            } else {
                code = runChild(server, arguments);
            }
            console.sum(server);
            return code;
        }
    }

    /** Without a plan, nothing breaks it. */
    private static Function<TrackedEvent, List<String>> plan(Arguments arguments) {
        if (!arguments.plan().isPresent()) {
            return event -> Collections.emptyList();
        }
        try {
            return TrackingPlan.read(arguments.plan().get())::check;
        } catch (IOException e) {
            throw new IllegalArgumentException("--plan cannot be read: " + e, e);
        }
    }

    private int runChild(TrackServer server, Arguments arguments) throws InterruptedException {
        Process child;
        try {
            child = Child.start(arguments.command(), server.endpoint());
        } catch (IOException e) {
            err.println(e.getMessage());
            return COMMAND_NOT_FOUND;
        }
        Thread stopper = new DaemonThreads("track-server-command").newThread(() -> destroyWhenStopping(child));
        stopper.start();
        try {
            return child.waitFor();
        } finally {
            stopper.interrupt();
            child.destroy();
        }
    }

    private void destroyWhenStopping(Process child) {
        try {
            stopping.await();
            child.destroy();
        } catch (InterruptedException e) {
            // The command has ended by itself.
        }
    }
}
