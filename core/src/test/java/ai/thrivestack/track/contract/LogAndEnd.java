// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** An application that logs so many events and ends at once, and stops nothing before. */
public final class LogAndEnd {
    static final String RETURN = "return";
    static final String EXIT = "exit";
    static final String WAIT = "wait";

    static final String LOGGED = "logged";
    static final int EXIT_CODE = 3;

    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final Logger LOG = LoggerFactory.getLogger(LogAndEnd.class);

    /**
     * @param args the number of events; whether to return, to exit, or to wait for a signal that comes; if it has a
     *     shutdown hook, its name, the number of events that it logs, and after how many milliseconds
     */
    public static void main(String[] args) {
        int events = Integer.parseInt(args[0]);
        log(0, events);
        if (args.length > 2) {
            Runnable late = () -> {
                await(Long.parseLong(args[4]));
                log(events, events + Integer.parseInt(args[3]));
            };
            Runtime.getRuntime().addShutdownHook(new Thread(late, args[2]));
        }
        if (args[1].equals(EXIT)) {
            System.exit(EXIT_CODE);
        } else if (args[1].equals(WAIT)) {
            System.out.println(LOGGED);
            await(TimeUnit.MINUTES.toMillis(2));
        }
    }

    private static void log(int first, int end) {
        for (int i = first; i < end; i++) {
            LOG.info(TRACK, "counted user_id={} number={}", "u1", i);
        }
    }

    private static void await(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private LogAndEnd() {}
}
