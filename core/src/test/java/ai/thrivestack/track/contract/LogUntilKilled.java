// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * An application that logs numbered events on four threads, and prints each number once its log call has returned. It
 * lives until it is killed.
 */
public final class LogUntilKilled {
    private static final int MOST_EVENTS = 200_000;

    /** @param args the class of the backend, the configuration, what all numbers begin with */
    public static void main(String[] args) throws Exception {
        Backend backend = ChildJvm.backend(args[0]);
        backend.start(args[1]);
        Marker track = MarkerFactory.getMarker("TRACK");
        Logger log = LoggerFactory.getLogger(LogUntilKilled.class);
        AtomicInteger number = new AtomicInteger();
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        int n;
                        while ((n = number.getAndIncrement()) < MOST_EVENTS) {
                            log.info(track, "counted number={}", args[2] + n);
                            System.out.println(args[2] + n);
                        }
                    })
                    .start();
        }
        new CountDownLatch(1).await();
    }

    private LogUntilKilled() {}
}
