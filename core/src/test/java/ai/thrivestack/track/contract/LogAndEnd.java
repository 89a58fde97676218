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

    /** @param args the number of events; whether to return, to exit, or to wait for a signal that comes */
    public static void main(String[] args) throws InterruptedException {
        Marker track = MarkerFactory.getMarker("TRACK");
        Logger log = LoggerFactory.getLogger(LogAndEnd.class);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            log.info(track, "counted user_id={} number={}", "u1", i);
        }
        if (args[1].equals(EXIT)) {
            System.exit(EXIT_CODE);
        } else if (args[1].equals(WAIT)) {
            System.out.println(LOGGED);
            new CountDownLatch(1).await(2, TimeUnit.MINUTES);
        }
    }

    private LogAndEnd() {}
}
