// SPDX-License-Identifier: Apache-2.0
package org.hibernate.proxy;

/** As Hibernate has it, for what core asks of it by name. */
public interface LazyInitializer {
    boolean isUninitialized();

    String getEntityName();

    Object getImplementation();
}
