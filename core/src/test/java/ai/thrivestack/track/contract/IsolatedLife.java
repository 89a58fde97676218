// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.function.BiConsumer;

import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** An application's whole life with an appender, in whatever class loader it is loaded by. */
public final class IsolatedLife implements BiConsumer<String, Map<String, String>> {
    @Override
    public void accept(String backendClass, Map<String, String> options) {
        Backend backend = backend(backendClass);
        backend.start(backend.configuration(options));
        try {
            LoggerFactory.getLogger("shop.Checkout")
                    .info(MarkerFactory.getMarker("TRACK"), "signed_up user_id={} plan={}", "u1", "pro");
            if (!backend.flush()) {
                throw new AssertionError("not delivered: " + backend.counts());
            }
            backend.reload(backend.configuration(options));
        } finally {
            backend.stop();
        }
    }

    private static Backend backend(String name) {
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Backend) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
