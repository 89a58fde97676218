// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ReflectionUtils;

/** The user's id in servlets, right behind Spring Security's filter. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.boot.web.servlet.FilterRegistrationBean")
@ConditionalOnProperty(name = "track.enabled", havingValue = "true", matchIfMissing = true)
@Conditional(UserIdIsWanted.class)
public class TrackServletAutoConfiguration {
    private static final int SECURITY_ORDER = -100;

    /** Of no filter's type: which one this Boot takes shows at run time alone. */
    @Bean
    @SuppressWarnings({"rawtypes", "unchecked"})
    FilterRegistrationBean trackUserFilter(ConfigurableEnvironment environment) {
        Method setFilter = Arrays.stream(FilterRegistrationBean.class.getMethods())
                .filter(method -> method.getName().equals("setFilter") && !method.isBridge())
                .findFirst()
                .orElseThrow(IllegalStateException::new);
        UserId userId = new UserId(environment);
        FilterRegistrationBean registration = new FilterRegistrationBean();
        if (setFilter.getParameterTypes()[0].getName().startsWith("javax.")) {
            ReflectionUtils.invokeMethod(setFilter, registration, new JavaxUserFilter(userId));
            registration.setDispatcherTypes((EnumSet) JavaxUserFilter.DISPATCHER_TYPES);
        } else {
            ReflectionUtils.invokeMethod(setFilter, registration, new JakartaUserFilter(userId));
            registration.setDispatcherTypes((EnumSet) JakartaUserFilter.DISPATCHER_TYPES);
        }
        registration.setName("trackUserFilter");
        registration.setOrder(
                environment.getProperty("spring.security.filter.order", Integer.class, SECURITY_ORDER) + 1);
        return registration;
    }
}
