// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Collections;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** An application that logs a number of events, stops its framework, and prints the account once that is closed. */
public final class LogAndStop {
    /** @param args the class of the backend, the configuration, the number of events, the length of a text in each */
    public static void main(String[] args) throws Exception {
        Backend backend = ChildJvm.backend(args[0]);
        backend.start(args[1]);
        Marker track = MarkerFactory.getMarker("TRACK");
        Logger log = LoggerFactory.getLogger(LogAndStop.class);
        int length = args.length > 3 ? Integer.parseInt(args[3]) : 100;
        String text = String.join("", Collections.nCopies(length / 5, "text "));
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            log.info(track, "counted user_id={} number={} text={}", "u1", i, text);
        }
        backend.stop();
        OurThreads.awaitEnd();
        System.out.println(backend.counts());
    }

    private LogAndStop() {}
}
