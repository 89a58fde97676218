// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Attaches the appender right after Boot has set up logging, which is the earliest moment: Boot lets no record through
 * until then. Looks again when the context is prepared, since Spring Cloud may have reset logging and found more
 * properties, and when it says that properties have changed.
 */
public final class TrackLoggingListener implements GenericApplicationListener {
    /** Spring Cloud's, by name: it is not always there. */
    private static final String CHANGE = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private static final String CLOUD = "org.springframework.cloud.bootstrap.BootstrapApplicationListener";
    /** The source by which the short-lived context that Spring Cloud reads its configuration in can be told. */
    private static final String BOOTSTRAP = "bootstrap";

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        Class<?> event = type.resolve();
        return event != null
                && (ApplicationEnvironmentPreparedEvent.class.isAssignableFrom(event)
                        || ApplicationPreparedEvent.class.isAssignableFrom(event)
                        || event.getName().equals(CHANGE));
    }

    @Override
    public boolean supportsSourceType(Class<?> type) {
        return true;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        ConfigurableEnvironment environment = environment(event);
        if (environment != null && !environment.getPropertySources().contains(BOOTSTRAP)) {
            Attachment.get().reconcile(environment, mayBePutRight(event));
        }
    }

    /** Spring Cloud reads the properties of its servers after this event, and before the next. */
    private static boolean mayBePutRight(ApplicationEvent event) {
        return event instanceof ApplicationEnvironmentPreparedEvent && Appenders.isPresent(CLOUD);
    }

    private static ConfigurableEnvironment environment(ApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent) {
            return ((ApplicationEnvironmentPreparedEvent) event).getEnvironment();
        }
        if (event instanceof ApplicationPreparedEvent) {
            return ((ApplicationPreparedEvent) event).getApplicationContext().getEnvironment();
        }
        Object source = event.getSource();
        return source instanceof ConfigurableApplicationContext
                ? ((ConfigurableApplicationContext) source).getEnvironment()
                : null;
    }
}
