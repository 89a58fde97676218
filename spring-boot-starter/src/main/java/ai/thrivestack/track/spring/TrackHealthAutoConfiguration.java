// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Health {@code track} for Boot 2.7 to 3.5. */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnProperty(
        name = {"track.enabled", "management.health.track.enabled"},
        havingValue = "true",
        matchIfMissing = true)
public class TrackHealthAutoConfiguration {
    @Bean
    HealthIndicator trackHealthIndicator() {
        return () -> {
            TrackStatus status = TrackStatus.now();
            return Health.status(status.code).withDetails(status.details).build();
        };
    }
}
