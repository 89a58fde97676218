// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters, where Micrometer is there. */
@AutoConfiguration
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
@ConditionalOnProperty(name = "track.enabled", havingValue = "true", matchIfMissing = true)
public class TrackMetricsAutoConfiguration {
    @Bean
    TrackMetrics trackMetrics() {
        return new TrackMetrics();
    }
}
