// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.Map;

/** A record of which nothing is as it should be. */
final class HostileRecord {
    private static final String[] SPECIAL = {
        "user_id", "userId", "account", "group_id", "tenantId", "event_name", "otel.event.name", "event_id", "source",
                "arg0",
        "token", "error_type", "[truncated]", "[unreadable]", "a\uD800", "a\uDC00", "a\uFFFD", "", " ", "*"
    };

    private HostileRecord() {}

    static FuzzRecord of(Dice dice, Variant variant) {
        Texts texts = new Texts(dice);
        HostileValues values = new HostileValues(dice, variant);
        FuzzRecord record = new FuzzRecord();
        record.timeMillis = dice.oneIn(10) ? Math.floorMod(dice.anyLong(), 253_402_300_800_000L) : record.timeMillis;
        record.template = template(dice, texts, variant);
        record.arguments = dice.oneIn(20) ? null : new Object[dice.oneIn(100) ? dice.below(60) : dice.few(8)];
        for (int i = 0; record.arguments != null && i < record.arguments.length; i++) {
            record.arguments[i] = values.any();
        }
        for (int i = dice.oneIn(3) ? dice.few(5) : 0; i > 0; i--) {
            record.keyValues.put(key(dice, texts), values.any());
        }
        for (int i = dice.oneIn(5) ? dice.few(3) : 0; i > 0; i--) {
            record.eventMarkers.add(dice.percent(30) ? dice.pick("", " ", "LS_APPEND_OBJECT", "EMPTY") : texts.any());
            record.dataMarkers.add(dice.percent(50) ? record.eventMarkers : values.any());
        }
        record.messageName = dice.oneIn(20) ? texts.any() : null;
        record.hidesKeyValues = dice.oneIn(20);
        record.errorType = dice.oneIn(5) ? texts.any() : null;
        record.errorMessage = dice.oneIn(5) ? texts.any() : null;
        mdc(dice, texts, variant, record.mdc);
        return record;
    }

    private static String template(Dice dice, Texts texts, Variant variant) {
        if (dice.oneIn(100)) {
            return null;
        }
        String text = dice.percent(30)
                ? new GrammarTemplate(dice, variant, () -> key(dice, texts)).text()
                : new GarbageTemplate(dice, variant).text();
        // Before and after all else, where no quote or bracket can draw it into a value that has a placeholder.
        String before = dice.pick("user_id=", "\"userId\" = ", "account='", "group_id=(") + Shape.FORGED;
        before += before.contains("'") ? "' " : before.contains("(") ? ") " : " ";
        String after = dice.pick(" user_id=", "\n groupId = ", " tenantId=", " account=") + Shape.FORGED;
        return (dice.oneIn(4) ? before : "") + text + (dice.oneIn(4) ? after : "");
    }

    private static String key(Dice dice, Texts texts) {
        return dice.percent(40) ? dice.pick(SPECIAL) : dice.percent(50) ? texts.word("._-") : texts.any();
    }

    private static void mdc(Dice dice, Texts texts, Variant variant, Map<String, String> mdc) {
        for (int i = dice.few(5); i > 0; i--) {
            mdc.put(key(dice, texts), dice.percent(10) ? null : texts.any());
        }
        if (dice.percent(70)) {
            mdc.put(dice.pick(variant.userIdKeys), texts.any());
        }
        if (dice.oneIn(20)) {
            mdc.put(null, "no name");
        }
        mdc.put("session_secret", Shape.MDC_SECRET);
    }
}
