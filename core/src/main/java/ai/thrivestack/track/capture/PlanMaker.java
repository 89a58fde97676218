// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collections;
import java.util.stream.IntStream;

import ai.thrivestack.track.capture.template.Placeholder;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Slot;

/**
 * Makes the plan of a record's call site: it gathers and writes the record's event with slots for its values. There is no
 * plan where a value itself, and not only its presence, decides what goes where. Thread-safe.
 */
final class PlanMaker {
    private final EventParts parts;
    private final EventWriter writer;
    private final EncoderBuffers.Pool pool;

    PlanMaker(EventParts parts, EventWriter writer, EncoderBuffers.Pool pool) {
        this.parts = parts;
        this.writer = writer;
        this.pool = pool;
    }

    /** Null if there can be none. */
    Plan make(RecordValues record, Template template) {
        if (record.size() > Plan.MOST_VALUES || parts.sendsAllOfMdc()) {
            return null;
        }
        EncoderBuffers buffers = pool.make(); // the pool's own may be in use
        Fields fields = buffers.fields;
        buffers.record.readSlots(record);
        fields.read(buffers.record, Collections.emptyList(), template);
        String name = EventParts.eventName(null, record.marker, template, fields);
        if (name == null || fields.mayNameEvent()) {
            return null;
        }
        Slot user = parts.userSlot(fields);
        parts.gatherOwnContext(buffers);
        EventParts.gatherTexts(fields, template);
        int placed = (user == null ? 0 : 1) + buffers.ownContext + untaken(fields.rest());
        if (placed < given(record, template) || parts.mayMdcReplace(fields)) {
            return null; // a name has two values, and which of them counts depends on them
        }
        MdcContext mdc = parts.mdcContext(buffers.context);
        parts.gatherStaticContext(mdc, buffers.context);
        if (mdc.isTooLarge()
                || writer.mayGiveEventId(mdc)
                || !writer.writeOpen(name, new Slot(Plan.USER_ID), buffers)
                || buffers.json.size() > Plan.MOST_BYTES) {
            return null;
        }
        return new Plan(
                record,
                template,
                user == null ? Plan.USER_ID : user.index,
                contextSlots(buffers),
                mdc,
                buffers.json.toByteArray(),
                buffers.json.cuts());
    }

    /** How many values have a name. */
    private static int given(RecordValues record, Template template) {
        int given = record.keyCount() + template.texts.size() + Math.max(0, record.argumentCount - template.places);
        for (Placeholder placeholder : template.placeholders) {
            given += placeholder.secret || !placeholder.isFilled(record.argumentCount) ? 0 : 1;
        }
        return given;
    }

    private static int untaken(NamedValues values) {
        return (int) IntStream.range(0, values.size())
                .filter(i -> !values.isTaken(i))
                .count();
    }

    private static int[] contextSlots(EncoderBuffers buffers) {
        return IntStream.range(0, buffers.ownContext)
                .map(i -> ((Slot) buffers.context.value(i)).index)
                .toArray();
    }
}
