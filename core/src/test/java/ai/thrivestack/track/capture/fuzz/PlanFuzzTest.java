// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.thrivestack.track.capture.Encoders;
import ai.thrivestack.track.capture.EventEncoder;
import ai.thrivestack.track.capture.EventTimes;
import ai.thrivestack.track.capture.Rejection;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A plan gives the same bytes as the general way, whatever the records of a call site have for values. Each input is a
 * call site; its records go through one encoder, which makes a plan of the second, and each through a new encoder, which
 * has no plan. The options are those of {@link FuzzTest}.
 */
final class PlanFuzzTest {
    private static final long CALL_SITES = 1_500;
    private static final int RECORDS = 8;
    private static final int RECORDS_BEFORE_PLAN = 2;
    /** Of those that could have a plan. In the others a map, an error, or two values of a name stand in the way. */
    private static final int LEAST_PERCENT_PLANNED = 60;

    private final Variant[] variants = Variant.all();
    private final long seed = Long.getLong("fuzz.seed", 1);
    private long planned;
    private long all;

    @Test
    void recordsOfACallSite_withAndWithoutPlan_giveTheSameEvents() {
        long first = Long.getLong("fuzz.first", 0);
        long end = first + Long.getLong("fuzz.inputs", CALL_SITES);
        for (long number = first; number < end; number++) {
            try {
                checkCallSite(new Dice(seed, number));
            } catch (Throwable thrown) {
                throw new AssertionError(
                        "call site " + number + " of seed " + seed + " (-Dfuzz.seed=" + seed + " -Dfuzz.first=" + number
                                + " -Dfuzz.inputs=1): " + thrown,
                        thrown);
            }
        }
        assertTrue(
                end - first == 1 || planned * 100 >= all * LEAST_PERCENT_PLANNED,
                () -> planned + " of " + all + " records had a plan");
    }

    private void checkCallSite(Dice dice) {
        Variant variant = dice.pick(variants);
        variant = variant.mdcProperties.contains("*") && dice.percent(90) ? variants[0] : variant; // never has a plan
        PlainRecord parts = new PlainRecord(dice, variant);
        FuzzRecord record = parts.record;
        if (dice.percent(90)) {
            tame(record, dice);
            record.mdc.put(variant.userIdKeys.get(0), "someone");
            if (parts.name.isEmpty()) {
                record.eventMarkers.add("on_something");
            }
        }
        if (dice.oneIn(20) && !record.keyValues.isEmpty()) {
            record.repeatedKey = record.keyValues.keySet().iterator().next();
        }
        EventEncoder encoder = new EventEncoder(variant.options, hint -> {});
        long[] thread = EventTimes.begin(new long[EventTimes.NUMBERS]);
        for (int i = 0; i < RECORDS; i++) {
            if (i >= RECORDS_BEFORE_PLAN) {
                all++;
                planned += Encoders.hasPlan(encoder, record) ? 1 : 0;
            }
            long[] other = thread.clone();
            String expected = outcome(new EventEncoder(variant.options, hint -> {}), record, other);
            assertEquals(expected, outcome(encoder, record, thread), record::toString);
            assertEquals(other[0], thread[0]);
            assertEquals(other[1], thread[1]);
            change(record, dice, variant);
        }
    }

    /** Leaves what most call sites have. */
    private static void tame(FuzzRecord record, Dice dice) {
        record.errorType = null;
        record.messageName = null;
        record.keyValues.replaceAll((key, value) -> plain(value, dice));
        for (int i = 0; record.arguments != null && i < record.arguments.length; i++) {
            record.arguments[i] = plain(record.arguments[i], dice);
        }
    }

    private static Object plain(Object value, Dice dice) {
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? value
                : dice.pick("some", 3, 4L, 5.25, true, new Texts(dice).any());
    }

    /** The event, or why there is none. Ids are unique, so they are left out. */
    private static String outcome(EventEncoder encoder, FuzzRecord record, long[] thread) {
        byte[] event;
        String loss = "";
        try {
            event = Encoders.encode(encoder, record, thread);
        } catch (Rejection rejection) {
            event = rejection.event();
            loss = rejection.loss() + " " + rejection.getMessage() + " ";
        }
        String text = event == null ? "" : new String(event, StandardCharsets.UTF_8);
        return loss + text.replaceAll("(\"event_id\":\")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+", "$1");
    }

    /** The next record of the same call site. */
    private static void change(FuzzRecord record, Dice dice, Variant variant) {
        PlainValues values = new PlainValues(dice, variant);
        record.timeMillis += dice.few(3);
        record.keyValues.replaceAll((key, value) -> changed(value, dice, values));
        record.repeatedValue = changed("again", dice, values);
        for (int i = 0; record.arguments != null && i < record.arguments.length; i++) {
            record.arguments[i] = changed(record.arguments[i], dice, values);
        }
        for (Map.Entry<String, String> entry : record.mdc.entrySet()) {
            if (!Shape.MDC_SECRET.equals(entry.getValue())) {
                entry.setValue(dice.percent(95) ? new Texts(dice).word("-") : dice.pick("", "  ", null));
            }
        }
        record.errorType = dice.oneIn(40) ? "com.example.Failure" : null;
        if (dice.oneIn(40)) {
            record.messageName = dice.pick("named", " ", null);
        }
        if (dice.oneIn(40)) {
            record.eventMarkers.add(0, dice.pick("on_other", "  ", "LS_DATA"));
        }
    }

    private static Object changed(Object value, Dice dice, PlainValues values) {
        if (dice.oneIn(15)) {
            return dice.pick(null, null, null, "", " ", values.any().value, values.entries().value, Double.NaN);
        }
        if (value instanceof String) {
            return dice.below(400) > 0 ? new Texts(dice).any() : new String(new char[700_000]).replace('\0', 'x');
        }
        if (value instanceof Integer) {
            return (int) dice.anyLong();
        }
        if (value instanceof Long) {
            return dice.pick(dice.anyLong(), 0L, Long.MIN_VALUE);
        }
        return value instanceof Double ? (Object) Double.longBitsToDouble(dice.anyLong()) : value;
    }
}
