// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackOptions;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Ends one delivery that has something to report, to load the classes that this needs. When a web application is
 * undeployed its delivery may end seconds later, and by then its class loader loads no classes any more.
 */
public final class Rehearsal {
    @GuardedBy("Rehearsal.class")
    private static boolean done;

    private static final Reports UNHEARD = new Reports() {
        @Override
        public boolean isStatusShown() {
            return false;
        }

        @Override
        public void status(String sentence) {}

        @Override
        public boolean isLogShown() {
            return false;
        }

        @Override
        public void log(String sentence) {}
    };

    private static final Object PIPELINE = new Object();
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Rehearsal() {}

    /** Takes up to a second; later calls do nothing. */
    public static synchronized void run() {
        if (!done && !ExitHooks.isJvmExiting()) {
            done = true;
            try {
                Path letters = Files.createTempFile("track", ".json");
                try {
                    lose(letters);
                } finally {
                    Files.delete(letters);
                }
            } catch (Throwable failed) { // the temporary file, or a thread
                // then the delivery of an undeployed application may end without its report; nothing else changes
            }
        }
    }

    private static void print(String line) {
        Delivery.print(line, new PrintStream(new ByteArrayOutputStream()));
    }

    private static void lose(Path letters) {
        Map<String, String> options = new HashMap<>();
        options.put("endpoint", "none"); // cannot be used, so nothing is sent
        options.put("deadLetterFile", letters.toString());
        Delivery delivery = new Delivery("rehearsal", TrackOptions.of(options), UNHEARD, Rehearsal::print);
        delivery.start(PIPELINE, () -> {});
        byte[] event = "{}".getBytes(StandardCharsets.UTF_8);
        delivery.accept(event, event.length);
        delivery.reject(Loss.UNREADABLE, "", null);
        delivery.flush(LONGEST); // which ends when the event cannot be sent
        delivery.end(PIPELINE, false);
    }
}
