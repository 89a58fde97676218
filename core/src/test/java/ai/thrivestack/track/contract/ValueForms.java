// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Values of all kinds, each as the property {@code v} of a template. */
final class ValueForms {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    private ValueForms() {}

    static Stream<Form> all() {
        return Stream.of(
                value("a long", Long.MAX_VALUE, "9223372036854775807"),
                value("a double", 0.1, "0.1"),
                value("a float", 1.5f, "1.5"),
                value("NaN", Double.NaN, "null"),
                value("an infinity", Float.NEGATIVE_INFINITY, "null"),
                value("a BigDecimal", new BigDecimal("12.50"), "12.50"),
                value("a BigInteger", BigInteger.TEN.pow(30), "1000000000000000000000000000000"),
                value("an AtomicInteger", new AtomicInteger(7), "7"),
                value("an enum", TimeUnit.SECONDS, "'SECONDS'"),
                value("an Instant", Instant.EPOCH, "'1970-01-01T00:00:00Z'"),
                value("a LocalDate", LocalDate.of(2020, 2, 29), "'2020-02-29'"),
                value("a Duration", Duration.ofSeconds(90), "'PT1M30S'"),
                value("a Date", new Date(0), "'1970-01-01T00:00:00Z'"),
                value("a UUID", new UUID(0, 1), "'00000000-0000-0000-0000-000000000001'"),
                value("a URI", URI.create("https://a.b/c?d"), "'https://a.b/c?d'"),
                value("an Optional", Optional.of(3), "3"),
                value("an empty Optional", Optional.empty(), "null"),
                value("an int array", new int[] {1, 2}, "[1,2]"),
                value("an array in a list", Arrays.asList(new Object[] {1}, "x"), "[[1],'x']"),
                value("an entity", new Account(), "'Account Ann'"),
                value("an entity in a list", Arrays.asList(new Account()), "['Account Ann']"),
                value("an object without a text of its own", new Plan(), "'[" + Plan.class.getName() + "]'"),
                value("a record", new Seat("a", new Account()), "{'row':'a','holder':'Account Ann'}"),
                value("a record with a text of its own", new Card("4111"), "'Card'"),
                value("a query that can be iterated", new Query(), "'Query'"),
                value("a stream", new Download(), "'Download'"),
                value("an object without properties", new Silent(), "'silent'"),
                value("quotes and controls", "a\"b\\c\u0000\u2028", "'a\\\"b\\\\c\\u0000\u2028'"),
                value("a lone surrogate", "\udc00", "'\ufffd'"),
                value("an emoji", "\ud83d\ude00", "'\ud83d\ude00'"));
    }

    private static Form value(String title, Object value, String json) {
        return CommonForms.form(title, log -> log.info(TRACK, "a_b v={}", value), "a_b", "'v':" + json);
    }

    /** As an entity of JPA, with more getters than the line shows. */
    public static final class Account {
        public String getPasswordHash() {
            throw new AssertionError("a getter was called");
        }

        @Override
        public String toString() {
            return "Account Ann";
        }
    }

    public static final class Plan {
        public int getSeats() {
            throw new AssertionError("a getter was called");
        }
    }

    public record Seat(String row, Object holder) {}

    public record Card(String number) {
        @Override
        public String toString() {
            return "Card";
        }
    }

    public static final class Query implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            throw new AssertionError("the query was run");
        }

        @Override
        public String toString() {
            return "Query";
        }
    }

    public static final class Download extends InputStream {
        public byte[] getBytes() {
            throw new AssertionError("the stream was read");
        }

        @Override
        public int read() {
            throw new AssertionError("the stream was read");
        }

        @Override
        public String toString() {
            return "Download";
        }
    }

    private static final class Silent {
        @Override
        public String toString() {
            return "silent";
        }
    }
}
