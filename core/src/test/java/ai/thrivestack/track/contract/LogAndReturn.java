// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** An application that logs so many events, and whose main returns at once. */
public final class LogAndReturn {
    public static void main(String[] args) {
        Marker track = MarkerFactory.getMarker("TRACK");
        Logger log = LoggerFactory.getLogger(LogAndReturn.class);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            log.info(track, "counted user_id={} number={}", "u1", i);
        }
    }

    private LogAndReturn() {}
}
