// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import ai.thrivestack.track.capture.masks.Masks2;
import ai.thrivestack.track.capture.masks.Masks3;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Objects of an application, one in another as they come: such as Jackson's annotations speak of, plain ones, closeable
 * ones, and such as throw, hold themselves or have no end. They count who reads them. Not thread-safe.
 */
final class ObjectGraph {
    /** What annotations hide, and no {@code toString} shows. */
    static final String HIDDEN = "hidden\u00a7value";

    static final AtomicInteger GETTERS = new AtomicInteger();
    /** Of what nothing may ever be read. */
    static final AtomicInteger READS = new AtomicInteger();

    /** If some object of it must not be read, or has annotations of Jackson 3. A plain mapper knows neither. */
    boolean isBeyondJackson2;
    /** If some object of it has no end, which a plain mapper would not find. */
    boolean isEndless;

    private final Dice dice;

    ObjectGraph(Dice dice) {
        this.dice = dice;
    }

    /** An object of an application, or a collection or map of such. */
    Object any(int depth) {
        if (depth == 0) {
            return dice.pick(null, 3, "text", true, 0.5);
        }
        switch (dice.below(16)) {
            case 0:
            case 1:
                return new Plain(any(depth - 1), any(depth - 1));
            case 2:
                return new Silent(any(depth - 1));
            case 3:
            case 4:
                return new Masked2(any(depth - 1));
            case 5:
                isBeyondJackson2 = true;
                return new Masked3(any(depth - 1));
            case 6:
                return new Row(any(depth - 1), any(depth - 1));
            case 7:
                isBeyondJackson2 = true;
                return dice.percent(50) ? new Connection(any(depth - 1)) : new Rows(any(depth - 1));
            case 8:
                return dice.percent(50) ? new Throwing() : new ThrowingText();
            case 9:
                return around(depth);
            case 10:
                isEndless = true;
                return dice.percent(50) ? new Huge() : new Deeper();
            case 11:
                return new LongText();
            case 12:
                return new Object[] {any(depth - 1), any(depth - 1)};
            case 13:
                return map(depth);
            case 14:
                return Optional.ofNullable(any(depth - 1));
            default:
                return new ArrayList<>(Arrays.asList(any(depth - 1), any(depth - 1)));
        }
    }

    private Object map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", any(depth - 1));
        map.put("b", any(depth - 1));
        return map;
    }

    private Object around(int depth) {
        Plain outer = new Plain(any(depth - 1), null);
        outer.right = dice.percent(50) ? outer : Collections.singletonList(new Masked2(outer));
        return outer;
    }

    static class Plain {
        private final Object left;
        private Object right;

        Plain(Object left, Object right) {
            this.left = left;
            this.right = right;
        }

        public Object getLeft() {
            GETTERS.incrementAndGet();
            return left;
        }

        public Object getRight() {
            GETTERS.incrementAndGet();
            return right;
        }

        @Override
        public String toString() {
            return "plain";
        }
    }

    static final class Silent {
        private final Object inner;

        Silent(Object inner) {
            this.inner = inner;
        }

        public Object getInner() {
            GETTERS.incrementAndGet();
            return inner;
        }
    }

    static final class Masked2 {
        private final Object inner;

        Masked2(Object inner) {
            this.inner = inner;
        }

        @com.fasterxml.jackson.databind.annotation.JsonSerialize(using = Masks2.Mask.class)
        public String getCard() {
            GETTERS.incrementAndGet();
            return HIDDEN;
        }

        @JsonIgnore
        public String getSecret() {
            GETTERS.incrementAndGet();
            return HIDDEN;
        }

        public Object getInner() {
            GETTERS.incrementAndGet();
            return inner;
        }

        @Override
        public String toString() {
            return "masked";
        }
    }

    static final class Masked3 {
        private final Object inner;

        Masked3(Object inner) {
            this.inner = inner;
        }

        @tools.jackson.databind.annotation.JsonSerialize(using = Masks3.Mask.class)
        public String getCard() {
            GETTERS.incrementAndGet();
            return HIDDEN;
        }

        public Object getInner() {
            GETTERS.incrementAndGet();
            return inner;
        }
    }

    record Row(Object left, Object right) {
        @Override
        public Object left() {
            GETTERS.incrementAndGet();
            return left;
        }
    }

    static final class Connection implements AutoCloseable {
        private final Object inner;

        Connection(Object inner) {
            this.inner = inner;
        }

        public Object getInner() {
            READS.incrementAndGet();
            return inner;
        }

        @Override
        public void close() {
            READS.incrementAndGet();
        }
    }

    @SuppressWarnings("serial") // never serialised
    static final class Rows extends ArrayList<Object> implements AutoCloseable {
        Rows(Object row) {
            add(row);
        }

        @Override
        public java.util.Iterator<Object> iterator() {
            READS.incrementAndGet();
            return super.iterator();
        }

        @Override
        public Object get(int index) {
            READS.incrementAndGet();
            return super.get(index);
        }

        @Override
        public void close() {
            READS.incrementAndGet();
        }

        @Override
        public String toString() {
            return "rows";
        }
    }

    static final class Throwing {
        public Object getValue() {
            GETTERS.incrementAndGet();
            throw new IllegalStateException(HIDDEN);
        }

        @Override
        public String toString() {
            return "throwing";
        }
    }

    static final class ThrowingText {
        public int getValue() {
            GETTERS.incrementAndGet();
            return 1;
        }

        @Override
        public String toString() {
            throw new IllegalStateException(HIDDEN);
        }
    }

    static final class Huge {
        public List<String> getRows() {
            GETTERS.incrementAndGet();
            return Collections.nCopies(Integer.MAX_VALUE, "row");
        }
    }

    /** Another one each time, so that no identity shows where it goes round. */
    static final class Deeper {
        public Deeper getNext() {
            GETTERS.incrementAndGet();
            return new Deeper();
        }
    }

    static final class LongText {
        public int getValue() {
            GETTERS.incrementAndGet();
            return 1;
        }

        @Override
        public String toString() {
            return String.join("", Collections.nCopies(20_000, "long"));
        }
    }
}
