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

/**
 * Goes once through the end of a delivery that has something to tell, for the classes that it needs. When a web
 * application is undeployed its delivery may end seconds later, and by then its class loader loads no class any more.
 */
final class Rehearsal {
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

    private static final Object OWNER = new Object();
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Rehearsal() {}

    /** Once; later calls do nothing. */
    static synchronized void run() {
        if (!done) {
            done = true;
            try {
                Path letters = Files.createTempFile("track", ".json");
                try {
                    lose(letters);
                } finally {
                    Files.delete(letters);
                }
            } catch (Throwable failed) { // the temporary file, or a thread
                // then the end of an application that is undeployed may not be told; everything else is as it was
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
        delivery.start(OWNER, () -> {});
        delivery.accept("{}".getBytes(StandardCharsets.UTF_8));
        delivery.reject(Loss.UNREADABLE, "", null);
        delivery.flush(LONGEST); // which ends when the event cannot be sent
        delivery.end(OWNER, false);
    }
}
