// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** What making an event takes besides the event, used again for the next one. Not thread-safe. */
final class Workspace {
    final Fields fields;
    final NamedValues context = new NamedValues();
    final JsonWriter json = new JsonWriter();
    final ValueWriter values;

    private Workspace(Names names, ObjectValues objects) {
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
     * Those that nobody uses. A thread looks in one place, by its id, so threads seldom meet; where there is none it makes
     * one. A ThreadLocal would keep the class loader of a stopped application. Thread-safe.
     */
    static final class Pool {
        private static final int PLACES = 64;

        private final Names names;
        private final ObjectValues objects;
        private final AtomicReferenceArray<Workspace> free = new AtomicReferenceArray<>(PLACES);

        Pool(Names names, ObjectValues objects) {
            this.names = names;
            this.objects = objects;
        }

        Workspace take() {
            Workspace workspace = free.getAndSet(place(), null);
            return workspace != null ? workspace : new Workspace(names, objects);
        }

        void giveBack(Workspace workspace) {
            workspace.reset();
            free.lazySet(place(), workspace);
        }

        private static int place() {
            return (int) Thread.currentThread().getId() & PLACES - 1;
        }
    }
}
