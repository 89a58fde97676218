// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.ValueWriter;

/** What an encoder fills to make one event, used again for the next one. Not thread-safe. */
final class EncoderBuffers {
    final RecordValues record = new RecordValues();
    final Fields fields;
    final NamedValues context = new NamedValues();
    /** How many entries of the context come from the record itself. They are the first. */
    int ownContext;

    final JsonWriter json = new JsonWriter();
    final ValueWriter values;
    private final Function<Object, String> text;

    private EncoderBuffers(Names names, ObjectValues objects) {
        fields = new Fields(names, objects);
        text = objects::text;
        values = new ValueWriter(json, names, objects);
    }

    /** A record's value, see {@link RecordValues#value}. */
    Object value(int slot, Template template) {
        return record.value(slot, template, text);
    }

    private void reset() {
        record.clear();
        fields.clear();
        context.clear();
        ownContext = 0;
        json.reset();
        values.reset();
    }

    /**
     * The buffers that no thread uses. A thread looks in one place, by its id, so threads seldom meet; if there are none,
     * it makes some. A ThreadLocal would keep the class loader of a stopped application. Thread-safe.
     */
    static final class Pool {
        private static final int PLACES = 64;

        private final Names names;
        private final ObjectValues objects;
        private final AtomicReferenceArray<EncoderBuffers> free = new AtomicReferenceArray<>(PLACES);

        Pool(Names names, ObjectValues objects) {
            this.names = names;
            this.objects = objects;
        }

        EncoderBuffers take() {
            EncoderBuffers buffers = free.getAndSet(place(), null);
            return buffers != null ? buffers : make();
        }

        EncoderBuffers make() {
            return new EncoderBuffers(names, objects);
        }

        void giveBack(EncoderBuffers buffers) {
            buffers.reset();
            free.lazySet(place(), buffers);
        }

        private static int place() {
            return (int) Thread.currentThread().getId() & PLACES - 1;
        }
    }
}
