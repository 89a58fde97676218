// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The lines, headers and bytes that arrive on one connection. For its thread alone. */
final class HttpInput {

    private static final int MAX_LINE = 65_536;
    private static final int MAX_HEADERS = 200;

    private final InputStream in;

    HttpInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end, or null where the client has closed between lines. */
    String lineOrEnd() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 && line.size() == 0) {
                return null;
            }
            if (b < 0) {
                throw new EOFException();
            }
            if (line.size() == MAX_LINE) {
                throw new MalformedRequest("A line of the head is longer than " + MAX_LINE + " bytes.");
            }
            line.write(b);
        }
        String text = line.toString("ISO-8859-1");
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    String line() throws IOException {
        String line = lineOrEnd();
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    /** Headers up to the empty line; names in any case, values of a repeated name joined by a comma. */
    Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !line.substring(0, colon).matches("[!-~]+")) {
                throw new MalformedRequest("A header line is not of the form: name: value.");
            }
            if (++count > MAX_HEADERS) {
                throw new MalformedRequest("The head has more than " + MAX_HEADERS + " headers.");
            }
            headers.merge(line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
        }
        return Collections.unmodifiableMap(headers);
    }

    /** At least one and at most so many bytes. */
    int read(byte[] buffer, int length) throws IOException {
        int read = in.read(buffer, 0, length);
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }

    /** Reads on until the client closes. */
    void drain() throws IOException {
        byte[] ignored = new byte[8_192];
        while (in.read(ignored) >= 0) {
            continue;
        }
    }
}
