// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.math.BigDecimal;

/** Chooses the Java type of a JSON number that has a fraction or an exponent. */
final class Decimals {

    /** No double prints with more digits than this. */
    private static final int DOUBLE_DIGITS = 17;

    private Decimals() {}

    /** A double where it prints as this very decimal, else the decimal itself. */
    static Number narrowest(BigDecimal decimal) {
        if (decimal.precision() > DOUBLE_DIGITS) {
            return decimal;
        }
        double nearest = decimal.doubleValue();
        boolean same = !Double.isInfinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(decimal) == 0;
        return same ? (Number) nearest : decimal;
    }
}
