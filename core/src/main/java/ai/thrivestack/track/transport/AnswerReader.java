// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.OneLine;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Reads an answer leniently, since the vendor's pages show several shapes. A part that is absent, unknown or unreadable is
 * no error: then the status alone decides.
 */
final class AnswerReader {
    private static final int MAX_BODY_CHARS = 64 * 1024;
    private static final int MAX_MESSAGE_CHARS = 500;
    /** A shorter secret can be part of other words: to hide it there would show it. */
    private static final int SHORTEST_HIDDEN = 8;

    private static final int PAGE_FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern PAGE = Pattern.compile("[\\s\\uFEFF]*<(!doctype\\s+html|html|head)\\b.*", PAGE_FLAGS);
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]*)", PAGE_FLAGS);

    private boolean isObject;
    /** As {@link Answer#page}. */
    private String page;

    private boolean success = true;
    private String message = "";
    private List<String> warnings = new ArrayList<>();

    private AnswerReader() {}

    /** @param secret is hidden in the result, since a server may repeat it */
    static Answer read(ClassicHttpResponse response, String secret) {
        AnswerReader body = body(response.getEntity());
        List<String> warnings = new ArrayList<>();
        body.warnings.forEach(warning -> warnings.add(shortened(warning, secret)));
        return new Answer(
                response.getCode(),
                body.success,
                shortened(body.message, secret),
                warnings,
                body.isObject,
                body.page == null ? null : shortened(body.page, secret),
                false,
                retryAfterNanos(response.getFirstHeader("Retry-After"), Instant.now()));
    }

    private static AnswerReader body(HttpEntity entity) {
        String text;
        try {
            text = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_BODY_CHARS);
        } catch (IOException | org.apache.hc.core5.http.ParseException | RuntimeException unreadable) {
            return new AnswerReader(); // cut short, or not text: the status is known
        }
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            AnswerReader body = new AnswerReader();
            body.read(parser);
            return body;
        } catch (IOException | RuntimeException noJson) {
            AnswerReader body = new AnswerReader();
            body.page = page(text, entity);
            return body;
        }
    }

    /** The page's title, empty if it has none; null if it is no web page. */
    private static String page(String text, HttpEntity entity) {
        boolean html =
                entity.getContentType() != null && entity.getContentType().contains("html");
        if (!html && !PAGE.matcher(text).matches()) {
            return null;
        }
        Matcher title = TITLE.matcher(text);
        return title.find() ? title.group(1).trim().replaceAll("\\s+", " ") : "";
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
        isObject = true;
    }

    /** Also the string "false". */
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

    /** Empty if the value has no text. */
    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL
                ? parser.getText()
                : "";
    }

    static String shortened(String text, String secret) {
        String hidden = secret.length() < SHORTEST_HIDDEN ? text : text.replace(secret, "[hidden]");
        String line = OneLine.of(hidden.replaceAll("\\p{Cntrl}+", " "));
        return line.length() <= MAX_MESSAGE_CHARS ? line : line.substring(0, MAX_MESSAGE_CHARS) + "…";
    }

    /** @param header seconds or a date; null, or unreadable, gives 0 */
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
