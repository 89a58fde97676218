// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A record put together from known parts, and those parts as {@link ExpectedEvent} needs them: which value stands under
 * which name, the more explicit first. Not thread-safe.
 */
final class PlainRecord {
    final FuzzRecord record = new FuzzRecord();
    final Variant variant;
    /** What gives the event's name besides values, the first that counts; empty if nothing does. */
    final String name;
    /** Where a value may give the event's name: key-values, then the entries of maps; the first of a name. */
    final Map<String, Sample> entries = new LinkedHashMap<>();
    /** Values under the keys that the template gives them. */
    final Map<String, Sample> pairs = new LinkedHashMap<>();
    /** Pairs written out in the template. */
    final Map<String, String> written;

    /** Words of redacted values. */
    final List<String> hidden;

    private final Dice dice;
    private final Texts texts;
    private final PlainValues values;
    private final GrammarTemplate template;
    /** At most one of the names that stand for the user's id, and of those that stand for one name in the context. */
    private final List<String> specialKeys = new ArrayList<>();

    PlainRecord(Dice dice, Variant variant) {
        this.dice = dice;
        this.variant = variant;
        this.texts = new Texts(dice);
        this.values = new PlainValues(dice, variant);
        specialKeys.add(dice.pick(variant.userIdKeys));
        Set<String> targets = new LinkedHashSet<>();
        variant.contextKeys.forEach((key, target) -> {
            if (dice.percent(70) && targets.add(target)) {
                specialKeys.add(key);
            }
        });
        template = new GrammarTemplate(dice, variant, () -> dice.oneIn(50) ? "event_name" : key());
        written = template.written;
        hidden = template.hidden;
        record.template = template.text();
        name = markers();
        keyValues();
        arguments();
        mdc();
        if (dice.oneIn(5)) {
            record.errorType = "com.example." + texts.word("");
            record.errorMessage = dice.percent(80) ? texts.any() : null;
        }
    }

    private String key() {
        if (dice.percent(80)) {
            return texts.word("._-");
        }
        return dice.percent(60)
                ? dice.pick(specialKeys)
                : dice.percent(50) ? variant.redactKey(dice) : dice.pick("plan_name", "error_type", "ref");
    }

    private Sample valueOf(String key) {
        return specialKeys.contains(key) ? values.id() : values.any();
    }

    private String markers() {
        if (dice.oneIn(12)) {
            record.eventMarkers.add("on_" + texts.word("_."));
            record.eventMarkers.add("on_" + texts.word("_."));
        }
        if (dice.oneIn(20)) {
            record.messageName = texts.word("_. ");
            return record.messageName;
        }
        return record.eventMarkers.isEmpty() ? template.name() : record.eventMarkers.get(0);
    }

    private void keyValues() {
        for (int i = dice.oneIn(4) ? dice.few(4) : 0; i > 0; i--) {
            String key = key();
            Sample sample = valueOf(key);
            if (!record.keyValues.containsKey(key)) {
                record.keyValues.put(key, sample.value);
                putIfAbsent(entries, key, sample);
            }
        }
        if (dice.oneIn(30)) {
            nameEntry(record.keyValues);
        }
    }

    private void nameEntry(Map<? super String, Object> values) {
        String key = dice.pick("event_name", "event.name", "otel.event.name");
        String name = texts.word("_ ");
        values.put(key, name);
        putIfAbsent(entries, key, new Sample(name, name));
    }

    private void arguments() {
        List<Object> arguments = new ArrayList<>();
        int missing = dice.oneIn(10) ? dice.few(3) : 0;
        List<GrammarTemplate.Place> filled = template.places.subList(0, Math.max(0, template.places.size() - missing));
        for (GrammarTemplate.Place place : filled) {
            add(place, arguments);
        }
        for (int i = missing == 0 && dice.oneIn(10) ? dice.few(3) : 0; i > 0; i--) {
            add(new GrammarTemplate.Place(null, "", ""), arguments); // more than there are places
        }
        record.arguments = arguments.isEmpty() && dice.percent(50) ? null : arguments.toArray();
    }

    private void add(GrammarTemplate.Place place, List<Object> arguments) {
        if (place.key == null && dice.percent(25)) {
            arguments.add(map());
        } else if (place.secret) {
            arguments.add(hidden());
        } else if (place.key == null) {
            Sample sample = values.any();
            while (sample.value instanceof Map) {
                sample = values.any();
            }
            putIfAbsent(pairs, "arg" + arguments.size(), sample);
            arguments.add(sample.value);
        } else if (String.join("", place.around).isEmpty() && place.arguments() == 1) {
            Sample sample = valueOf(place.key);
            putIfAbsent(pairs, place.key, sample);
            arguments.add(sample.value);
        } else {
            composite(place, arguments);
        }
    }

    private String hidden() {
        String word = "hush" + texts.word("") + texts.word("");
        template.hidden.add(word);
        return word;
    }

    private Map<Object, Object> map() {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (dice.oneIn(8)) {
            nameEntry(map);
        }
        for (int i = dice.few(4); i > 0; i--) {
            String key = key();
            Sample sample = valueOf(key);
            if (!map.containsKey(key)) {
                map.put(key, sample.value);
                putIfAbsent(entries, key, sample);
            }
        }
        return map;
    }

    private void composite(GrammarTemplate.Place place, List<Object> arguments) {
        boolean unit = !String.join("", place.around).matches("[-/vx]+");
        StringBuilder text = new StringBuilder(place.around[0]);
        Object argument = null;
        for (int i = 1; i < place.around.length; i++) {
            argument = dice.pick((Object) dice.below(1_000), texts.any(), dice.anyLong(), true, null);
            arguments.add(argument);
            text.append(argument).append(place.around[i]);
        }
        Object value = unit && argument instanceof Number ? argument : text.toString(); // 3ms is the number 3
        putIfAbsent(pairs, place.key, new Sample(value, value));
    }

    /** The first of a name stays, unless it is null. */
    static void putIfAbsent(Map<String, Sample> values, String key, Sample value) {
        if (!values.containsKey(key) || values.get(key).value == null) {
            values.put(key, value);
        }
    }

    private void mdc() {
        if (dice.percent(80)) {
            record.mdc.put(dice.pick(variant.userIdKeys), dice.percent(95) ? texts.word("-") : " ");
        }
        for (String key : variant.contextKeys.keySet()) {
            if (dice.oneIn(5)) {
                record.mdc.put(key, dice.percent(95) ? texts.word("- ") : "");
            }
        }
        for (String key : new String[] {"request_path", "plan_name", "ref"}) {
            if (dice.oneIn(4)) {
                record.mdc.put(key, texts.any());
            }
        }
        record.mdc.put("session_secret", Shape.MDC_SECRET);
    }
}
