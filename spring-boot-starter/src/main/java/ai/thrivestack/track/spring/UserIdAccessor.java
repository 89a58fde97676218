// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;

/** Carries the user's id between Reactor's context and the MDC. Thread-safe. */
final class UserIdAccessor implements ThreadLocalAccessor<String> {
    static final String KEY = "ai.thrivestack.track.user-id";

    private final UserId userId;

    private UserIdAccessor(UserId userId) {
        this.userId = userId;
    }

    /** One of an earlier context is replaced. */
    static void register(UserId userId) {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new UserIdAccessor(userId));
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public String getValue() {
        return userId.get();
    }

    @Override
    public void setValue(String id) {
        userId.set(id);
    }

    @Override
    public void setValue() {
        userId.set(null);
    }
}
