// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests that get the {@link Cluster} which all of them share. It starts for the first and ends after the last. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnCluster.Shared.class)
@Timeout(240)
@interface OnCluster {

    /** In the store of the whole run, which closes what it holds, also if tests have failed. */
    final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(OnCluster.class))
                    .getOrComputeIfAbsent(Closing.class, key -> new Closing(), Closing.class)
                    .cluster;
        }
    }

    /** What the store closes. */
    final class Closing implements AutoCloseable {

        private final Cluster cluster = Cluster.start("shared");

        @Override
        public void close() {
            cluster.close();
        }
    }
}
