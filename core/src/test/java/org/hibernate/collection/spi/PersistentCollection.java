// SPDX-License-Identifier: Apache-2.0
package org.hibernate.collection.spi;

/** As Hibernate has it, for what core asks of it by name. */
public interface PersistentCollection {
    boolean wasInitialized();
}
