// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

import com.fasterxml.jackson.core.io.NumberInput;

/** Reads a JSON number that has a fraction or an exponent. */
final class Decimals {

    /** No double prints with more than 17 digits, and these need no more bits. */
    private static final int DOUBLE_BITS = 57;

    /** Decimals of so many digits and their doubles are one to one. */
    private static final int DISTINCT_DIGITS = 15;

    private Decimals() {}

    /**
     * A double where it prints as this very decimal, else the decimal; nothing where BigDecimal has no such exponent.
     *
     * <p>Jackson's own way to a BigDecimal throws NullPointerException for some numbers of a million digits; its way to
     * a BigInteger does not.
     */
    static Optional<Number> read(String json) {
        int e = Math.max(json.indexOf('e'), json.indexOf('E'));
        String digits = e < 0 ? json : json.substring(0, e);
        int point = digits.indexOf('.');
        int fraction = point < 0 ? 0 : digits.length() - point - 1;
        try {
            long exponent = e < 0 ? 0 : Long.parseLong(json.substring(e + 1));
            int scale = Math.toIntExact(Math.subtractExact(fraction, exponent));
            BigInteger unscaled = NumberInput.parseBigInteger(digits.replace(".", ""), true);
            return Optional.of(narrowest(new BigDecimal(unscaled, scale)));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    private static Number narrowest(BigDecimal decimal) {
        if (decimal.unscaledValue().bitLength() > DOUBLE_BITS) {
            return decimal;
        }
        double nearest = decimal.doubleValue();
        return !Double.isInfinite(nearest) && standsFor(decimal, nearest) ? (Number) nearest : decimal;
    }

    /** The digits are asked first because Java before 19 prints some doubles with too many. */
    private static boolean standsFor(BigDecimal decimal, double nearest) {
        boolean few = decimal.precision() <= DISTINCT_DIGITS && Math.abs(nearest) >= Double.MIN_NORMAL;
        return few || new BigDecimal(Double.toString(nearest)).compareTo(decimal) == 0;
    }
}
