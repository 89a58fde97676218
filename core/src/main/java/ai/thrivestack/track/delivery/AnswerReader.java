// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.OneLine;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
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
    // Jackson's own default keeps its buffers in a ThreadLocal, and with it the class loader of a stopped application.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private boolean success = true;
    private String message = "";
    private List<String> warnings = new ArrayList<>();

    private AnswerReader() {}

    /** @param secret what the server must not have repeated into our reports */
    static Answer read(ClassicHttpResponse response, String secret) {
        AnswerReader body = body(response.getEntity());
        List<String> warnings = new ArrayList<>();
        body.warnings.forEach(warning -> warnings.add(shortened(warning, secret)));
        return new Answer(
                response.getCode(),
                body.success,
                shortened(body.message, secret),
                warnings,
                retryAfterNanos(response.getFirstHeader("Retry-After"), Instant.now()));
    }

    private static AnswerReader body(HttpEntity entity) {
        AnswerReader body = new AnswerReader();
        try (JsonParser parser = JSON.createParser(
                entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_BODY_CHARS))) {
            body.read(parser);
            return body;
        } catch (IOException | org.apache.hc.core5.http.ParseException | RuntimeException unreadable) {
            return new AnswerReader(); // cut short, not JSON, not text: the status has been said
        }
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("success")) {
                success = !isFalse(parser);
            } else if (name.equals("message")) {
                message = text(parser);
            } else if (name.equals("warnings") && parser.currentToken() == JsonToken.START_ARRAY) {
                readWarnings(parser);
            }
            parser.skipChildren();
        }
    }

    /** As a string too. */
    private static boolean isFalse(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_FALSE
                || text(parser).trim().equals("false");
    }

    private void readWarnings(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            warnings.add(text(parser));
            parser.skipChildren();
        }
    }

    /** Empty where there is none. */
    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL
                ? parser.getText()
                : "";
    }

    static String shortened(String text, String secret) {
        String line = OneLine.of(text.replace(secret, "[hidden]").replaceAll("\\p{Cntrl}+", " "));
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
