// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.template.RedactKeys;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.template.TemplateParser;
import ai.thrivestack.track.capture.value.HintSink;
import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectHints;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.TextCache;
import ai.thrivestack.track.capture.value.UserId;

/**
 * Makes the event of a record, on the thread that logs. {@link EventParts} decides which value goes where. Thread-safe,
 * without locks.
 */
public final class EventEncoder {
    private static final int TEMPLATES = 512;
    private static final int MAX_TEMPLATE_CHARS = 300;

    private final Hints hints;
    private final TextCache<Template> templates;
    private final EncoderBuffers.Pool pool;
    private final EventParts parts;
    private final EventWriter writer;
    private final PlanMaker planMaker;
    private final PlanCache plans = new PlanCache();

    /** Rejected events are written to a file. */
    private final boolean deadLetters;

    /** @param hints takes a sentence for developers; called on the thread that logs */
    public EventEncoder(TrackOptions options, Consumer<String> hints) {
        HintSink sink = new HintSink(hints);
        this.hints = new Hints(sink);
        Set<String> redactKeys = new HashSet<>();
        options.get(TrackOptions.REDACT_KEYS).forEach(key -> redactKeys.add(key.toLowerCase(Locale.ROOT)));
        Names names = new Names(redactKeys);
        RedactKeys inTexts = new RedactKeys(redactKeys);
        templates = new TextCache<>(TEMPLATES, MAX_TEMPLATE_CHARS, text -> TemplateParser.parse(text, inTexts));
        pool = new EncoderBuffers.Pool(names, new ObjectValues(new ObjectHints(sink), options));
        parts = new EventParts(names, options);
        writer = new EventWriter(parts, names, options);
        planMaker = new PlanMaker(parts, writer, pool);
        deadLetters = options.get(TrackOptions.DEAD_LETTER_FILE) != null;
    }

    /**
     * Passes on the record's event.
     *
     * @param thread the times of the calling thread's events, see {@link EventTimes}
     * @throws Rejection if the record gives no event
     */
    public void encode(TrackRecord record, long[] thread, EventSink sink) throws Rejection {
        EncoderBuffers buffers = pool.take();
        try {
            encode(record, thread, buffers);
            sink.accept(buffers.json.array(), (int) buffers.json.size());
        } finally {
            pool.giveBack(buffers);
        }
    }

    private void encode(TrackRecord record, long[] thread, EncoderBuffers buffers) throws Rejection {
        RecordValues values = buffers.record;
        values.read(record);
        if (record.hidesKeyValues()) {
            hints.hiddenKeyValues();
        }
        boolean isPlannable = mayHavePlan(record, values);
        Plan plan = isPlannable ? plans.get(values) : null;
        if (plan != null && fill(plan, record, thread, buffers)) {
            return;
        }
        Template template = templates.get(values.text);
        gather(record, template, thread, buffers);
        if (isPlannable && plan == null && plans.isDue(values)) {
            plan = planMaker.make(values, template);
            if (plan != null) {
                plans.put(values, plan);
            }
        }
    }

    private boolean mayHavePlan(TrackRecord record, RecordValues values) {
        return values.arePlain() && parts.isOfValuesAlone(record) && values.text.length() <= MAX_TEMPLATE_CHARS;
    }

    /** For tests: whether the record has a plan. */
    boolean hasPlan(TrackRecord record) {
        RecordValues values = new RecordValues();
        values.read(record);
        return mayHavePlan(record, values) && plans.get(values) != null;
    }

    /** @return false if this record differs from those of the plan, although it fits */
    private boolean fill(Plan plan, TrackRecord record, long[] thread, EncoderBuffers buffers) {
        for (int slot : plan.contextSlots) {
            if (!SafeText.isPresent(buffers.value(slot, plan.template))) {
                return false;
            }
        }
        Map<String, String> mdc = record.mdc();
        String userId = plan.userSlot == Plan.USER_ID
                ? parts.userId(mdc)
                : UserId.of(buffers.value(plan.userSlot, plan.template));
        if (userId == null) {
            return false;
        }
        long millis = thread[EventTimes.MILLIS];
        long nanos = thread[EventTimes.NANOS];
        EventTimes.next(thread, record.timeMillis());
        if (!writer.fill(plan, userId, mdc, thread, buffers)) {
            thread[EventTimes.MILLIS] = millis; // it is encoded once more, to be rejected
            thread[EventTimes.NANOS] = nanos;
            return false;
        }
        return true;
    }

    private void gather(TrackRecord record, Template template, long[] thread, EncoderBuffers buffers) throws Rejection {
        Fields fields = buffers.fields;
        fields.read(buffers.record, record.dataMarkers(), template);
        String name = EventParts.eventName(record.messageName(), buffers.record.marker, template, fields);
        if (name == null) {
            throw noName(record, thread, template, buffers);
        }
        hints.consider(buffers.record.text, template, name.equals(template.name), fields.unnamed);
        Map<String, String> mdc = record.mdc();
        String userId = parts.userId(fields, mdc);
        if (userId == null) {
            throw noUser(name, record, thread, template, buffers);
        }
        parts.gather(record, template, mdc, buffers);
        EventTimes.next(thread, record.timeMillis());
        if (!writer.write(name, userId, thread, true, buffers)) {
            throw tooLarge(name, userId, thread, buffers);
        }
    }

    /** Null if it is too large. */
    private byte[] written(String name, String userId, long[] thread, boolean withProperties, EncoderBuffers buffers) {
        return writer.write(name, userId, thread, withProperties, buffers) ? buffers.json.toByteArray() : null;
    }

    private Rejection noName(TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        return new Rejection(
                Loss.NO_EVENT_NAME,
                "the message has no words that name it, besides its values. Begin it with a name such as signed_up",
                deadLetters
                        ? remains(null, parts.userId(buffers.fields, record.mdc()), record, thread, template, buffers)
                        : null);
    }

    private Rejection noUser(
            String name, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        return new Rejection(
                Loss.NO_USER_ID,
                "\"" + OneLine.shortened(name) + "\" has none of " + String.join(", ", parts.userIdKeys)
                        + " among its values or in the " + "MDC, and defaultUserId is not set",
                deadLetters ? remains(name, null, record, thread, template, buffers) : null);
    }

    private Rejection tooLarge(String name, String userId, long[] thread, EncoderBuffers buffers) {
        long size = buffers.json.size();
        return new Rejection(
                Loss.TOO_LARGE,
                "\"" + OneLine.shortened(name) + "\" has "
                        + (size > JsonWriter.MAX_COUNTED ? "more than " + JsonWriter.MAX_COUNTED : size)
                        + " bytes, the API takes " + ApiLimits.MAX_EVENT_BYTES,
                deadLetters ? written(name, userId, thread, false, buffers) : null);
    }

    /** What a dead letter shows. It has no properties if it is too large with them; null if it is too large without. */
    private byte[] remains(
            String name, String userId, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        parts.gather(record, template, record.mdc(), buffers);
        EventTimes.next(thread, record.timeMillis());
        byte[] whole = written(name, userId, thread, true, buffers);
        return whole != null ? whole : written(name, userId, thread, false, buffers);
    }
}
