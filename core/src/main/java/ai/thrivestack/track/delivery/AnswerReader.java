// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Reads an answer leniently, since the vendor's pages show several shapes: what is absent, unknown or unreadable is no
 * error, and the status alone decides then.
 */
final class AnswerReader {
    private static final int MAX_BODY_CHARS = 64 * 1024;
    private static final int MAX_MESSAGE_CHARS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerReader() {}

    /** @param secret what the server must not have repeated into our reports */
    static Answer read(ClassicHttpResponse response, String secret) {
        JsonNode body = body(response.getEntity());
        List<String> warnings = new ArrayList<>();
        body.path("warnings").forEach(warning -> warnings.add(shortened(warning.asText(), secret)));
        return new Answer(
                response.getCode(),
                body.path("success").asBoolean(true),
                shortened(body.path("message").asText(""), secret),
                warnings,
                retryAfterNanos(response.getFirstHeader("Retry-After"), Instant.now()));
    }

    private static JsonNode body(HttpEntity entity) {
        try {
            JsonNode body = JSON.readTree(
                    entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_BODY_CHARS));
            return body == null ? JSON.missingNode() : body;
        } catch (IOException | org.apache.hc.core5.http.ParseException | RuntimeException unreadable) {
            return JSON.missingNode(); // cut short, not JSON, not text: the status has been said
        }
    }

    static String shortened(String text, String secret) {
        String line = text.replace(secret, "[hidden]").replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_MESSAGE_CHARS ? line : line.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    /** Seconds or a date. */
    static long retryAfterNanos(Header header, Instant now) {
        String value = header == null || header.getValue() == null
                ? ""
                : header.getValue().trim();
        if (value.matches("\\d+")) {
            return TimeUnit.SECONDS.toNanos(value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value));
        }
        Instant date = value.isEmpty() ? null : DateUtils.parseStandardDate(value);
        return date == null ? 0 : TimeUnit.MILLISECONDS.toNanos(Math.max(0, date.toEpochMilli() - now.toEpochMilli()));
    }
}
