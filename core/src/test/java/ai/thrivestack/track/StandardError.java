// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Keeps what is written to standard error until it is closed. */
public final class StandardError implements AutoCloseable {
    private final PrintStream former = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    public StandardError() {
        System.setErr(new PrintStream(written, true));
    }

    public List<String> lines() {
        String text = written.toString();
        return new ArrayList<>(text.isEmpty() ? Collections.emptyList() : Arrays.asList(text.split("\\R")));
    }

    @Override
    public void close() {
        System.setErr(former);
    }
}
