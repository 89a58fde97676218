// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health {@code track} from Boot 4 on, where these types have other packages. */
@AutoConfiguration
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnProperty(
        name = {"track.enabled", "management.health.track.enabled"},
        havingValue = "true",
        matchIfMissing = true)
public class TrackHealth4AutoConfiguration {
    @Bean
    HealthIndicator trackHealthIndicator() {
        return () -> {
            TrackStatus status = TrackStatus.now();
            return Health.status(status.code).withDetails(status.details).build();
        };
    }
}
