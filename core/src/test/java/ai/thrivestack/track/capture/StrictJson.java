// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as a suspicious reader takes it: in valid UTF-8, no name twice in an object, nothing behind it. */
public final class StrictJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    public static JsonNode read(byte[] utf8) {
        try {
            return JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** @param json with apostrophes for quotes */
    public static JsonNode of(String json) {
        return read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
