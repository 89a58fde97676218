// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Values of every kind, most of all those that are hard to write. */
final class HostileValues {
    private final Dice dice;
    private final Texts texts;
    private final PlainValues plain;

    HostileValues(Dice dice, Variant variant) {
        this.dice = dice;
        this.texts = new Texts(dice);
        this.plain = new PlainValues(dice, variant);
    }

    Object any() {
        return any(4);
    }

    private Object any(int depth) {
        switch (dice.below(9)) {
            case 0:
            case 1:
                return plain.any().value;
            case 2:
                return number();
            case 3:
                return time();
            case 4:
                return platform();
            case 5:
                return text();
            case 6:
                return depth == 0 ? null : HostileBeans.any(dice, any(depth - 1));
            default:
                return depth == 0 ? "" : containers(depth).any();
        }
    }

    HostileContainers containers(int depth) {
        return new HostileContainers(dice, () -> any(depth - 1));
    }

    private Object number() {
        BigInteger digits = BigInteger.valueOf(dice.anyLong()).pow(dice.oneIn(50) ? dice.below(400) : dice.below(60));
        AtomicReference<Integer> reference = new AtomicReference<>(3);
        LongAdder adder = new LongAdder();
        adder.add(dice.anyLong());
        return dice.pick(
                digits,
                new BigDecimal(digits, (int) dice.anyLong()),
                new BigDecimal(BigInteger.ONE, dice.pick(Integer.MIN_VALUE, Integer.MAX_VALUE)),
                Float.intBitsToFloat((int) dice.anyLong()),
                Double.longBitsToDouble(dice.anyLong()),
                new AtomicInteger(3),
                new AtomicBoolean(true),
                adder,
                new DoubleAdder(),
                reference,
                new HostileScalars.Count(dice),
                new HostileScalars.Decimal(),
                new HostileScalars.Counter());
    }

    private Object time() {
        return dice.pick(
                Instant.MIN,
                Instant.MAX,
                LocalDate.MIN,
                LocalDateTime.MAX,
                OffsetDateTime.MIN,
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.of(-1, Integer.MAX_VALUE, 0),
                Year.of(-44),
                ZoneId.of("Z"),
                new Date(dice.pick(Long.MIN_VALUE, Long.MAX_VALUE)),
                new HostileScalars.Moment(),
                TimeZone.getTimeZone("GMT"),
                calendar(dice.percent(50)));
    }

    /** Such as cannot say its time unless it is lenient. */
    private static Calendar calendar(boolean lenient) {
        Calendar calendar = new GregorianCalendar(2026, Calendar.DECEMBER, 1);
        calendar.setLenient(lenient);
        calendar.set(Calendar.MONTH, 13);
        return calendar;
    }

    private Object platform() {
        return dice.pick(
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalLong.of(Long.MIN_VALUE),
                OptionalDouble.of(Double.NaN),
                OptionalDouble.empty(),
                HostileScalars.Color.RED,
                TimeUnit.DAYS,
                Locale.ROOT,
                Currency.getInstance("EUR"),
                String.class,
                int[].class,
                new Exception("quotes data"),
                new Error(null, null),
                new Object(),
                Thread.currentThread(),
                new CompletableFuture<>(),
                Stream.empty(),
                Paths.get("a", "b"),
                HostileValues.class.getClassLoader(),
                (Runnable) () -> {},
                java.lang.reflect.Proxy.newProxyInstance(
                        HostileValues.class.getClassLoader(),
                        new Class<?>[] {Runnable.class},
                        (proxy, method, arguments) -> HostileBeans.thrown(0)));
    }

    private Object text() {
        if (dice.oneIn(500)) {
            char[] many = new char[dice.pick(1_000_000, 1_999_000 + dice.below(1_000), 3_000_000)];
            Arrays.fill(many, dice.charOf("x\u0000\"\uD800登"));
            return new String(many);
        }
        return dice.pick(
                texts.any(),
                "[truncated]",
                "\uD83D",
                "\uDE00\uD83D",
                "",
                " \t",
                new StringBuffer(texts.any()),
                new HostileScalars.Text(dice));
    }
}
