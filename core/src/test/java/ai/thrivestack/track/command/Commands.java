// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;

/** Runs a command within this JVM, and keeps what it prints. */
public final class Commands {
    public final int exitCode;
    /** With line feeds. */
    public final String out;

    public final String err;

    private Commands(int exitCode, String out, String err) {
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    public static Commands run(String... arguments) throws UnsupportedEncodingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                Arrays.asList(arguments), new PrintStream(out, true, "UTF-8"), new PrintStream(err, true, "UTF-8"));
        return new Commands(exitCode, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) throws UnsupportedEncodingException {
        return bytes.toString("UTF-8").replace(System.lineSeparator(), "\n");
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\nout:\n" + out + "err:\n" + err;
    }
}
