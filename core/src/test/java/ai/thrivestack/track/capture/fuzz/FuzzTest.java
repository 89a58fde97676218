// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.capture.Encoders;
import ai.thrivestack.track.capture.Rejection;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Template, values and mapping against inputs that nobody thought of: every even one is put together from parts, every
 * odd one is hostile. A build tries {@value #INPUTS} of them; {@code mvn verify -Dfuzz.inputs=1000000} tries more, and
 * {@code -Dfuzz.seed} others. A failure says how to try its input alone.
 */
final class FuzzTest {
    private static final long INPUTS = 15_000;
    private static final long SEED = 1;
    private static final Set<Loss> LOSSES = EnumSet.of(Loss.NO_EVENT_NAME, Loss.NO_USER_ID, Loss.TOO_LARGE);

    private static final int INPUTS_A_MILLI = 500;
    /** Of a year of four digits, or nearly so. */
    private static final long LAST_MILLI = 253_402_300_799_000L;

    private final long seed = Long.getLong("fuzz.seed", SEED);
    private final Variant[] variants = Variant.all();
    /** Of the input under test. */
    private long number;
    /** The record under test, for the failure's message. */
    private FuzzRecord record;

    private interface Check {
        void of(Dice dice) throws IOException, Rejection;
    }

    @Test
    void plainRecord_ofAnyForm_readsBackAsWhatWentIn() {
        eachInput(0, this::checkPlain);
    }

    private void checkPlain(Dice dice) throws IOException {
        PlainRecord parts = new PlainRecord(dice, dice.pick(variants));
        record = parts.record;
        tick();
        ExpectedEvent expected = new ExpectedEvent(parts);
        try {
            byte[] json = Encoders.encode(parts.variant.encoder, record, parts.variant.thread);
            Map<?, ?> event = Shape.check(json, record, parts.variant);
            assertHides(json, parts);
            assertNull(expected.loss, "there should be no event");
            assertEquals(expected.name, event.get("event_name"));
            assertEquals(expected.userId, event.get("user_id"));
            assertSame(expected.properties, event.get("properties"));
            Map<?, ?> context = new HashMap<>((Map<?, ?>) event.get("context"));
            context.remove("event_id");
            assertSame(expected.context, context);
        } catch (Rejection rejection) {
            assertEquals(expected.loss, rejection.loss());
            Shape.checkRejected(rejection.event(), rejection.loss(), record, parts.variant);
            assertHides(rejection.event(), parts);
            assertHides(rejection.getMessage().getBytes(StandardCharsets.UTF_8), parts);
        }
    }

    /** @param json null if there is nothing to see */
    private static void assertHides(byte[] json, PlainRecord parts) {
        String seen = json == null ? "" : new String(json, StandardCharsets.UTF_8);
        parts.hidden.forEach(word -> assertFalse(seen.contains(word), () -> word + " is seen in " + seen));
    }

    /** Some records have one millisecond. */
    private void tick() {
        record.timeMillis = Math.min(record.timeMillis + number / INPUTS_A_MILLI, LAST_MILLI);
    }

    private static void assertSame(Object expected, Object read) {
        assertTrue(Sample.isSame(expected, read), () -> "expected " + expected + "\nbut was  " + read);
    }

    @Test
    void hostileRecord_whateverItHolds_isAnEventOrRejected() {
        eachInput(1, this::checkHostile);
    }

    private void checkHostile(Dice dice) throws IOException {
        Variant variant = dice.pick(variants);
        record = HostileRecord.of(dice, variant);
        tick();
        try {
            Shape.check(Encoders.encode(variant.encoder, record, variant.thread), record, variant);
        } catch (Rejection rejection) {
            assertTrue(LOSSES.contains(rejection.loss()), rejection::getMessage);
            Shape.checkRejected(rejection.event(), rejection.loss(), record, variant);
        }
    }

    /** @param rest which inputs are this test's: their numbers' rest by two */
    private void eachInput(int rest, Check check) {
        long first = Long.getLong("fuzz.first", 0);
        long end = first + Long.getLong("fuzz.inputs", INPUTS);
        for (number = first; number < end; number++) {
            if (number % 2 == rest) {
                try {
                    check.of(new Dice(seed, number));
                } catch (Throwable thrown) {
                    throw new AssertionError(
                            "input " + number + " of seed " + seed + " (-Dfuzz.seed=" + seed + " -Dfuzz.first=" + number
                                    + " -Dfuzz.inputs=1): " + record + "\n" + thrown,
                            thrown);
                }
            }
        }
    }
}
