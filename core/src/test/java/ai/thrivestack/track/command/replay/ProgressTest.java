// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProgressTest {
    private final ManualPace pace = new ManualPace();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Account account = new Account();

    private String shown() {
        return err.toString().replace(System.lineSeparator(), "\n");
    }

    private void deliver(Progress progress, long offset, long millis) {
        pace.await(millis * 1_000_000);
        account.delivered(100);
        progress.settled(account, offset);
    }

    @Test
    void elsewhere_itIsALineEvery10Seconds() {
        Progress progress = new Progress(new PrintStream(err, true), false, pace, 1000);
        deliver(progress, 100, 9_999);
        assertEquals("", shown());
        deliver(progress, 200, 1);
        deliver(progress, 300, 9_999);
        assertEquals("20 %, 200 delivered, 0 refused again, 20 events/s\n", shown());
    }

    @Test
    void atAConsole_itIsOneLine() {
        Progress progress = new Progress(new PrintStream(err, true), true, pace, 1000);
        deliver(progress, 999, 500);
        deliver(progress, 1000, 99_500);
        progress.say("503");
        assertEquals(
                "\r99 %, 100 delivered, 0 refused again, 200 events/s"
                        + "\r100 %, 200 delivered, 0 refused again, 2 events/s \n503\n",
                shown());
    }
}
