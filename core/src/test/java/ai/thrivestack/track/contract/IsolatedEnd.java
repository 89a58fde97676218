// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Map;
import java.util.function.BiConsumer;

import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** An application's life that ends with an event undelivered, in whatever class loader it is loaded by. */
public final class IsolatedEnd implements BiConsumer<String, Map<String, String>> {
    @Override
    public void accept(String backendClass, Map<String, String> options) {
        try {
            Backend backend = ChildJvm.backend(backendClass);
            backend.start(backend.configuration(options));
            LoggerFactory.getLogger("shop.Checkout")
                    .info(MarkerFactory.getMarker("TRACK"), "signed_up user_id={} plan={}", "u1", "pro");
            backend.stop();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
