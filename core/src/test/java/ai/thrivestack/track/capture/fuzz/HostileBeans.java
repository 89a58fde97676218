// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Objects of an application's own classes, some of which should not be as they are. */
final class HostileBeans {
    private HostileBeans() {}

    static Object any(Dice dice, Object inner) {
        switch (dice.below(9)) {
            case 0:
                return new Plain(inner);
            case 1:
                return new Throwing(dice);
            case 2:
                return new Itself();
            case 3:
                return dice.oneIn(20) ? new Deeper() : new Empty();
            case 4:
                return new Conflicting();
            case 5:
                return new NoText(dice);
            case 6:
                return new Inner().new Nested(inner);
            case 7:
                return (Callable<Object>) () -> inner;
            default:
                return new Object() {
                    public final Object field = inner;
                };
        }
    }

    /** Throws one of these, with a message that nobody may see. */
    static <T> T thrown(int kind) {
        switch (kind) {
            case 0:
                throw new IllegalStateException(Shape.THROWN_SECRET);
            case 1:
                throw new AssertionError(Shape.THROWN_SECRET);
            case 2:
                throw new StackOverflowError(Shape.THROWN_SECRET);
            case 3:
                throw new NoClassDefFoundError(Shape.THROWN_SECRET);
            default:
                return sneaky(new Exception(Shape.THROWN_SECRET));
        }
    }

    @SuppressWarnings("unchecked") // this is how a checked exception comes out of where none is declared
    private static <T, E extends Throwable> T sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    public static final class Plain {
        private final Object inner;

        Plain(Object inner) {
            this.inner = inner;
        }

        public Object getInner() {
            return inner;
        }

        public String getPassword() {
            return "hidden where the options say so";
        }

        public Optional<String> getNick() {
            return Optional.of("nick\uD800");
        }

        public boolean isActive() {
            return true;
        }
    }

    static final class Throwing {
        private final int kind;

        Throwing(Dice dice) {
            kind = dice.below(5);
        }

        public Object getValue() {
            return thrown(kind);
        }

        public int getSeats() {
            return 3;
        }

        @Override
        public String toString() {
            return thrown(kind);
        }
    }

    static final class Itself {
        public Object getSelf() {
            return this;
        }

        public Map<String, Object> getMap() {
            return Collections.singletonMap("self", this);
        }

        @Override
        public String toString() {
            return "it is " + this;
        }
    }

    /** Another one each time, so that no identity shows where it goes round. */
    static final class Deeper {
        public Deeper getLeft() {
            return new Deeper();
        }

        public Deeper getRight() {
            return new Deeper();
        }
    }

    /** Databind refuses it. */
    static final class Conflicting {
        public int getValue() {
            return 1;
        }

        public Object getvalue() {
            return "2";
        }

        public boolean isValue() {
            return false;
        }
    }

    static final class Empty {}

    static final class NoText {
        private final int kind;

        NoText(Dice dice) {
            kind = dice.below(6);
        }

        @Override
        public String toString() {
            return kind == 5 ? null : thrown(kind);
        }

        @Override
        public int hashCode() {
            return kind;
        }

        @Override
        public boolean equals(Object other) {
            return thrown(kind);
        }
    }

    static final class Inner {
        final class Nested {
            private final Object inner;

            Nested(Object inner) {
                this.inner = inner;
            }

            public Object getInner() {
                return inner;
            }

            public Inner getOuter() {
                return Inner.this;
            }
        }
    }
}
