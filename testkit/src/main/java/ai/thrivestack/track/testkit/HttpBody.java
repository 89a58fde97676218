// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of one request: all of it is counted, and nothing beyond the limit is kept. */
final class HttpBody {
    static final HttpBody EMPTY = new HttpBody(new byte[0], 0);

    private final byte[] bytes;
    private final long length;

    private HttpBody(byte[] bytes, long length) {
        this.bytes = bytes;
        this.length = length;
    }

    static HttpBody read(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            kept.write(buffer, 0, Math.min(read, limit - kept.size()));
            length += read;
        }
        return new HttpBody(kept.toByteArray(), length);
    }

    /** The bytes as received, without the chunks' framing; cut off at the limit. */
    byte[] bytes() {
        return bytes;
    }

    /** All bytes received, those beyond the limit included. */
    long length() {
        return length;
    }
}
