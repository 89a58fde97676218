// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Values that applications log every day, each with what must be read back of it. */
final class PlainValues {
    private final Dice dice;
    private final Texts texts;
    private final Variant variant;

    PlainValues(Dice dice, Variant variant) {
        this.dice = dice;
        this.texts = new Texts(dice);
        this.variant = variant;
    }

    Sample any() {
        return any(4);
    }

    private Sample any(int depth) {
        if (depth == 0 || dice.percent(75)) {
            return scalar();
        }
        if (dice.oneIn(50)) {
            return around();
        }
        switch (dice.below(4)) {
            case 0:
                return entries(depth);
            case 1:
                return numbers();
            default:
                return elements(depth);
        }
    }

    private Sample scalar() {
        switch (dice.below(12)) {
            case 0:
                return same(dice.pick(true, false, null));
            case 1:
            case 2:
                return whole();
            case 3:
                return fraction();
            case 4:
                return big();
            case 5:
            case 6:
                return said();
            default:
                return same(texts.any());
        }
    }

    private static Sample same(Object value) {
        return new Sample(value, value);
    }

    private Sample whole() {
        long number = dice.pick(
                dice.anyLong(), (long) dice.below(1_000), 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53 | 1);
        return dice.pick(
                same(number),
                same((int) number),
                same((short) number),
                same((byte) number),
                new Sample(new AtomicLong(number), number));
    }

    private Sample fraction() {
        double number = dice.pick(
                Double.longBitsToDouble(dice.anyLong()),
                dice.below(10_000) / 100.0,
                0.0,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                1e16);
        float single = (float) number;
        return dice.percent(70)
                ? new Sample(number, Double.isFinite(number) ? (Object) number : null)
                : new Sample(single, Float.isFinite(single) ? (Object) single : null);
    }

    private Sample big() {
        BigInteger digits = new BigInteger(Long.toString(dice.anyLong())).pow(dice.below(12));
        return dice.percent(50) ? same(digits) : same(new BigDecimal(digits, dice.below(2_000) - 1_000));
    }

    /** What has one text that says it. */
    private Sample said() {
        UUID id = new UUID(dice.anyLong(), dice.anyLong());
        Instant instant = Instant.ofEpochMilli(dice.anyLong() >> 16);
        LocalDate day = LocalDate.ofEpochDay(dice.anyLong() >> 40);
        StringBuilder text = new StringBuilder(texts.any());
        return dice.pick(
                new Sample(id, id.toString()),
                new Sample(instant, instant.toString()),
                new Sample(Date.from(instant), instant.toString()),
                new Sample(day, day.toString()),
                new Sample(DayOfWeek.FRIDAY, "FRIDAY"),
                new Sample(URI.create("https://example.com/" + id), "https://example.com/" + id),
                new Sample(text, text.toString()),
                new Sample('x', "x"),
                new Sample(new char[] {'p', '\uD800'}, "p\uD800"),
                new Sample(Optional.of(3), 3),
                new Sample(Optional.empty(), null));
    }

    private static Sample around() {
        Object[] array = {1, null};
        array[1] = Collections.singletonMap("again", array);
        return new Sample(array, Arrays.asList(1, Collections.singletonMap("again", "[cycle]")));
    }

    private Sample numbers() {
        int length = dice.few(6);
        int[] array = new int[length];
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            array[i] = (int) dice.anyLong();
            expected.add(array[i]);
        }
        return new Sample(array, expected);
    }

    private Sample elements(int depth) {
        List<Object> values = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int i = dice.few(5); i > 0; i--) {
            Sample element = any(depth - 1);
            values.add(element.value);
            expected.add(element.expected);
        }
        switch (dice.below(4)) {
            case 0:
                return new Sample(values.toArray(), expected);
            case 1:
                return new Sample(Optional.of(values), expected);
            case 2:
                return values.size() > 1 // a set would merge what is equal
                        ? new Sample(values, expected)
                        : new Sample(new LinkedHashSet<>(values), expected);
            default:
                return new Sample(Collections.unmodifiableList(values), expected);
        }
    }

    Sample entries() {
        return entries(2);
    }

    private Sample entries(int depth) {
        Map<Object, Object> values = new LinkedHashMap<>();
        Map<String, Object> expected = dice.percent(50) ? new LinkedHashMap<>() : new TreeMap<>();
        for (int i = dice.few(5); i > 0; i--) {
            String name = dice.percent(8) ? variant.redactKey(dice) : texts.word("._- ");
            Sample entry = any(depth - 1);
            values.put(name, entry.value);
            expected.put(name, variant.isRedacted(name) ? "[redacted]" : entry.expected);
        }
        if (dice.oneIn(10)) {
            values.put(17, true); // a key that is no string
            expected.put("17", true);
        }
        return new Sample(values, expected);
    }

    /** What may say who it was, or in which group. */
    Sample id() {
        String id = texts.word("-@.");
        long number = dice.anyLong();
        return dice.pick(new Sample(id, id), new Sample(number, number), new Sample((int) number, (int) number));
    }
}
