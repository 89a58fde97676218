// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A text as a request's body. */
final class FakeBody implements RequestBody {
    private final byte[] bytes;

    FakeBody(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int length() {
        return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    @Override
    public int events() {
        return 1;
    }

    @Override
    public byte[] event(int index) {
        throw new UnsupportedOperationException("it is written as a whole");
    }

    @Override
    public boolean isAcknowledged(int index) {
        return false;
    }

    @Override
    public void acknowledged(int index) {
        throw new UnsupportedOperationException("it is acknowledged as a whole");
    }
}
