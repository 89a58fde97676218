// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** What writing an event takes besides the event, used again for the next one. Not thread-safe. */
final class Workspace {
    final EventBytes bytes = new EventBytes();
    final JsonGenerator json;
    final ValueWriter values;

    private Workspace(JsonFactory factory, Set<String> redactKeys, Beans beans) {
        try {
            json = factory.createGenerator(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // there is no I/O
        }
        values = new ValueWriter(json, redactKeys, beans);
    }

    /**
     * Those that nobody uses. A thread looks in one place, by its id, so threads seldom meet; where there is none it makes
     * one. A ThreadLocal would keep the class loader of a stopped application. Thread-safe.
     */
    static final class Pool {
        private static final int PLACES = 64;

        // Jackson's own default keeps its buffers in a ThreadLocal too.
        private final JsonFactory factory = new JsonFactoryBuilder()
                .rootValueSeparator((String) null)
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();

        private final Set<String> redactKeys;
        private final Beans beans;
        private final AtomicReferenceArray<Workspace> free = new AtomicReferenceArray<>(PLACES);

        Pool(Set<String> redactKeys, Beans beans) {
            this.redactKeys = redactKeys;
            this.beans = beans;
        }

        Workspace take() {
            Workspace workspace = free.getAndSet(place(), null);
            return workspace != null ? workspace : new Workspace(factory, redactKeys, beans);
        }

        /** Only after an event that was written to its end. */
        void giveBack(Workspace workspace) {
            workspace.bytes.reset();
            workspace.values.reset();
            free.set(place(), workspace);
        }

        private static int place() {
            return (int) Thread.currentThread().getId() & PLACES - 1;
        }
    }
}
