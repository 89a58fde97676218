// SPDX-License-Identifier: Apache-2.0
package org.hibernate.collection.spi;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** As Hibernate has it, for what core asks of it by name. */
public final class PersistentMap extends AbstractMap<String, Object> implements PersistentCollection {
    private final Map<String, Object> loaded;

    /** @param loaded null if it has not been */
    public PersistentMap(Map<String, Object> loaded) {
        this.loaded = loaded;
    }

    @Override
    public boolean wasInitialized() {
        return loaded != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        if (loaded == null) {
            throw new AssertionError("it was loaded");
        }
        return loaded.entrySet();
    }
}
