// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.List;

import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.Cut;

/**
 * The event of one call site: the bytes that all its events have in common, and between them the slots for what differs.
 * It fits records of the same template, keys, number of arguments and marker. Immutable; it keeps texts of the
 * application, but no other object.
 */
final class Plan {
    static final int MOST_VALUES = 64;
    static final int MOST_BYTES = 4 * 1024;

    // Slots that no value of the record fills by itself.
    static final int USER_ID = -1;
    static final int TIME = -2;
    static final int MDC_PROPERTIES = -3;
    static final int MDC_CONTEXT = -4;
    static final int EVENT_NUMBER = -5;

    private final String text;
    private final String[] keys;
    private final int argumentCount;
    private final String marker;

    final Template template;
    /** The record's value that is the user's id; {@link #USER_ID} if the MDC or an option gives it. */
    final int userSlot;
    /** The record's values that are its context. If one is absent or blank, the plan does not serve: it is a property then. */
    final int[] contextSlots;

    /** What all its events have in common, without gaps: it is read faster than an array for each fragment. */
    final byte[] bytes;
    /** Where each slot belongs in {@link #bytes}. */
    final int[] places;

    final int[] slots;
    final MdcContext mdcContext;

    Plan(
            RecordValues of,
            Template template,
            int userSlot,
            int[] contextSlots,
            MdcContext mdcContext,
            byte[] bytes,
            List<Cut> cuts) {
        text = of.text;
        keys = of.keys();
        argumentCount = of.argumentCount;
        marker = of.marker;
        this.template = template;
        this.userSlot = userSlot;
        this.contextSlots = contextSlots;
        this.mdcContext = mdcContext;
        this.bytes = bytes;
        places = cuts.stream().mapToInt(cut -> cut.at).toArray();
        slots = cuts.stream().mapToInt(cut -> cut.slot).toArray();
    }

    boolean fits(RecordValues record) {
        return (text == record.text || text.equals(record.text))
                && argumentCount == record.argumentCount
                && (marker == record.marker || marker != null && marker.equals(record.marker))
                && record.hasKeys(keys);
    }
}
