// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import ai.thrivestack.track.Loss;

/** Appends dead letters to a file of any size, on the calling thread, for a command that has no log call to spare. */
public final class DeadLetters {
    private final DeadLetterWriter writer;

    public DeadLetters(Path file) {
        writer = new DeadLetterWriter(file, Long.MAX_VALUE);
    }

    /**
     * The line is in the operating system when the call returns.
     *
     * @param message more than the reason says; may be null or empty
     * @param event its JSON; null if there is none
     */
    public void append(Loss loss, String message, byte[] event) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        new DeadLetter(loss, message, event).writeLine(line);
        writer.append(line.toByteArray());
    }
}
