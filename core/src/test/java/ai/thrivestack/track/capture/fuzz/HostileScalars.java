// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.math.BigDecimal;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

/** An application's own numbers, texts and the like, none of which answers as it should. */
final class HostileScalars {
    private HostileScalars() {}

    enum Color {
        RED {
            @Override
            public String toString() {
                return HostileBeans.thrown(1);
            }
        }
    }

    /** A text that can be asked for nothing. */
    static final class Text implements CharSequence {
        private final int kind;

        Text(Dice dice) {
            kind = dice.below(5);
        }

        @Override
        public int length() {
            return HostileBeans.thrown(kind);
        }

        @Override
        public char charAt(int index) {
            return HostileBeans.thrown(kind);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return HostileBeans.thrown(kind);
        }

        @Override
        public String toString() {
            return HostileBeans.thrown(kind);
        }
    }

    @SuppressWarnings("serial") // never serialised
    static final class Count extends Number {
        private final int kind;

        Count(Dice dice) {
            kind = dice.below(5);
        }

        @Override
        public int intValue() {
            return HostileBeans.thrown(kind);
        }

        @Override
        public long longValue() {
            return HostileBeans.thrown(kind);
        }

        @Override
        public float floatValue() {
            return HostileBeans.thrown(kind);
        }

        @Override
        public double doubleValue() {
            return HostileBeans.thrown(kind);
        }
    }

    @SuppressWarnings("serial") // never serialised
    static final class Decimal extends BigDecimal {
        Decimal() {
            super(1);
        }

        @Override
        public String toString() {
            return "not a number";
        }
    }

    @SuppressWarnings("serial") // never serialised
    static final class Counter extends AtomicLong {
        @Override
        public long longValue() {
            return HostileBeans.thrown(0);
        }
    }

    @SuppressWarnings("serial") // never serialised
    static final class Moment extends Date {
        @Override
        public long getTime() {
            return HostileBeans.thrown(0);
        }
    }
}
