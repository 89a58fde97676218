// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;

/** The user's id in WebFlux, where Reactor's context reaches the MDC. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(name = "org.springframework.web.server.WebFilter")
@ConditionalOnProperty(name = "track.enabled", havingValue = "true", matchIfMissing = true)
@Conditional(UserIdIsWanted.class)
public class TrackReactiveAutoConfiguration {
    private static final String PROPAGATION = "spring.reactor.context-propagation";

    @Bean
    UserWebFilter trackUserFilter(ConfigurableEnvironment environment) {
        UserId userId = new UserId(environment);
        boolean isThere = Appenders.isPresent("io.micrometer.context.ContextRegistry");
        if (isThere) {
            UserIdAccessor.register(userId);
        }
        boolean hasUsers = Appenders.isPresent("org.springframework.security.core.Authentication");
        if (hasUsers && (!isThere || !environment.getProperty(PROPAGATION, "").equalsIgnoreCase("auto"))) {
            LogFactory.getLog("ai.thrivestack.track")
                    .warn("the user's id does not reach the MDC here. Set " + PROPAGATION
                            + "=auto, from Boot 3 on and with io.micrometer:context-propagation on the class path; or"
                            + " log the id yourself, and set " + OptionReader.USER_ID + "=none.");
        }
        return new UserWebFilter(userId);
    }
}
