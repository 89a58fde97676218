// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes a request body, refusing what is not UTF-8: stray bytes, overlong forms, encoded surrogates. */
final class Utf8 {

    private Utf8() {}

    /** The text, or nothing where the bytes are not UTF-8; the fault says where. */
    static Optional<CharBuffer> decode(byte[] bytes, Faults faults) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, text, true);
        if (result.isError()) {
            String message = "The body is not UTF-8 at byte " + in.position() + ".";
            faults.add(Rule.UTF_8, message, Place.at(text.position()));
            return Optional.empty();
        }
        text.flip();
        return Optional.of(text);
    }
}
