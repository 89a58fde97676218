// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;

import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.ValueWriter;

/** What an encoder fills to make one event, used again for the next one. Not thread-safe. */
final class EncoderBuffers {
    final Fields fields;
    final NamedValues context = new NamedValues();
    final JsonWriter json = new JsonWriter();
    final ValueWriter values;

    private EncoderBuffers(Names names, ObjectValues objects) {
        fields = new Fields(names, objects);
        values = new ValueWriter(json, names, objects);
    }

    private void reset() {
        fields.clear();
        context.clear();
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
            return buffers != null ? buffers : new EncoderBuffers(names, objects);
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
