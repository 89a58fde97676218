// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The body of one request. All of it is read and counted, so that the client gets its answer, but nothing beyond the
 * limit is kept.
 */
final class HttpBody {

    private final int limit;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16_384];
    private long length;

    private HttpBody(int limit) {
        this.limit = limit;
    }

    static HttpBody read(HttpInput in, Map<String, String> headers, int limit) throws IOException {
        HttpBody body = new HttpBody(limit);
        String coding = headers.get("Transfer-Encoding");
        String length = headers.get("Content-Length");
        if (coding != null && length != null) {
            throw new MalformedRequest("The request has both a Transfer-Encoding and a Content-Length.");
        }
        if (coding != null && !"chunked".equalsIgnoreCase(coding)) {
            throw new MalformedRequest("The Transfer-Encoding is not chunked.");
        }
        if (coding != null) {
            body.readChunks(in);
        } else if (length != null) {
            body.readBytes(in, size(length, 10));
        }
        return body;
    }

    /** The bytes as received, without the chunks' framing; cut off at the limit. */
    byte[] bytes() {
        return kept.toByteArray();
    }

    /** All bytes received, those beyond the limit included. */
    long length() {
        return length;
    }

    private void readChunks(HttpInput in) throws IOException {
        long size = chunkSize(in);
        while (size > 0) {
            readBytes(in, size);
            if (!in.line().isEmpty()) {
                throw new MalformedRequest("A chunk is longer than its size.");
            }
            size = chunkSize(in);
        }
        in.headers();
    }

    private static long chunkSize(HttpInput in) throws IOException {
        String line = in.line();
        int extension = line.indexOf(';');
        return size((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
    }

    private static long size(String digits, int radix) throws MalformedRequest {
        try {
            long size = Long.parseLong(digits, radix);
            if (size >= 0 && Character.digit(digits.charAt(0), radix) >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Refused below, together with what Java reads as a number and HTTP does not.
        }
        throw new MalformedRequest("The size of the body or of a chunk is not a number.");
    }

    private void readBytes(HttpInput in, long size) throws IOException {
        for (long left = size; left > 0; ) {
            int read = in.read(buffer, (int) Math.min(left, buffer.length));
            kept.write(buffer, 0, Math.min(read, limit - kept.size()));
            left -= read;
            length += read;
        }
    }
}
