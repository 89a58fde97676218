// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** The one factory of parsers and generators. Thread-safe. */
public final class Json {
    // Jackson's default keeps its buffers in a ThreadLocal, and so the class loader of a stopped application; interned
    // names would stay in the JVM, and they come from everywhere.
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}
}
