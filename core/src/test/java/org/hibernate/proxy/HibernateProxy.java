// SPDX-License-Identifier: Apache-2.0
package org.hibernate.proxy;

/** As Hibernate has it, for what core asks of it by name. The real one is in the projects of {@code outside}. */
public interface HibernateProxy {
    LazyInitializer getHibernateLazyInitializer();
}
