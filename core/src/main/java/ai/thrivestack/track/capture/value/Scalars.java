// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** The platform's single values as what JSON has: a text, a number, a boolean, or null. */
public final class Scalars {
    /** About a thousand digits: readers of JSON refuse longer ones, and printing them takes quadratic time. */
    private static final int MAX_NUMBER_BITS = 3_300;

    private Scalars() {}

    /**
     * What is inside, however many times it is wrapped.
     *
     * @throws ReflectiveOperationException what Scala's Option throws
     */
    static Object unwrapped(Object value) throws ReflectiveOperationException {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value; // most are
        }
        Object inner = value;
        int references = 0;
        while (true) {
            if (inner instanceof Optional) {
                inner = ((Optional<?>) inner).orElse(null);
            } else if (inner instanceof StructuredValue) {
                inner = ((StructuredValue) inner).value;
            } else if (inner instanceof AtomicReference && references++ < ValueLimits.MAX_DEPTH) {
                inner = ((AtomicReference<?>) inner).get(); // perhaps itself
            } else if (inner != null && Kinds.of(inner) == Kind.SCALA_OPTION) {
                inner = ScalaValues.option(inner);
            } else {
                break;
            }
        }
        if (inner instanceof OptionalInt) {
            return ((OptionalInt) inner).isPresent() ? ((OptionalInt) inner).getAsInt() : null;
        }
        if (inner instanceof OptionalLong) {
            return ((OptionalLong) inner).isPresent() ? ((OptionalLong) inner).getAsLong() : null;
        }
        if (inner instanceof OptionalDouble) {
            return ((OptionalDouble) inner).isPresent() ? ((OptionalDouble) inner).getAsDouble() : null;
        }
        return inner;
    }

    /**
     * A String, Boolean, {@link #isNumber number} or null; or the value itself if it is none of what this class knows.
     * Whatever the value throws is thrown on.
     */
    static Object of(Object value) throws ReflectiveOperationException {
        if (value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number) {
            return number((Number) value);
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return String.valueOf(value.toString());
        }
        if (value instanceof Enum) {
            return ((Enum<?>) value).name();
        }
        if (value instanceof Date) {
            return Instant.ofEpochMilli(((Date) value).getTime()).toString();
        }
        if (value instanceof Calendar) {
            return Instant.ofEpochMilli(((Calendar) value).getTimeInMillis()).toString();
        }
        if (value instanceof AtomicBoolean) {
            return ((AtomicBoolean) value).get();
        }
        if (value instanceof Class) {
            return ((Class<?>) value).getName();
        }
        if (value instanceof Throwable) {
            return value.getClass().getName(); // its message may quote data
        }
        if (value instanceof byte[]) {
            return Base64.getEncoder().encodeToString((byte[]) value);
        }
        return value instanceof char[] ? new String((char[]) value) : value;
    }

    /** A single value of a class of the platform that nobody extends: to read it runs no code of the application. */
    public static boolean isPlain(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Float
                || value instanceof UUID
                || value.getClass() == BigDecimal.class;
    }

    /** An Integer, Long, finite Double or Float, BigInteger or BigDecimal of bounded length. */
    static boolean isNumber(Object plain) {
        Class<?> type = plain.getClass();
        return type == Integer.class
                || type == Long.class
                || type == Double.class
                || type == Float.class
                || type == BigDecimal.class
                || type == BigInteger.class;
    }

    private static Object number(Number number) throws ReflectiveOperationException {
        if (number instanceof Integer || number instanceof Long) {
            return number;
        }
        if (number instanceof Double || number instanceof Float) {
            return Double.isNaN(number.doubleValue()) || Double.isInfinite(number.doubleValue()) ? null : number;
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        if (number instanceof AtomicInteger || number instanceof AtomicLong || number instanceof LongAdder) {
            return number.longValue();
        }
        if (number instanceof DoubleAdder) {
            return number(number.doubleValue());
        }
        if (number.getClass() == BigDecimal.class) {
            return bounded(number, ((BigDecimal) number).unscaledValue());
        }
        if (number.getClass() == BigInteger.class) {
            return bounded(number, (BigInteger) number);
        }
        return Kinds.of(number) == Kind.SCALA_NUMBER ? number((Number) ScalaValues.number(number)) : number;
    }

    private static Object bounded(Number number, BigInteger digits) {
        return digits.bitLength() > MAX_NUMBER_BITS ? ValueLimits.TRUNCATED : number;
    }
}
