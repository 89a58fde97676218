// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.thrivestack.track.testkit.plan.TrackingPlan;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test the events that it tracks, as a parameter {@link TrackedEvents}. Works with JUnit 5.8 and newer, and
 * with JUnit 6; {@link TrackTest} is the short way to use it.
 *
 * <p>The Track API that the events go to is one for the JVM, starts before logging does, and is announced in the system
 * property {@code track.testkit.endpoint}, which the configuration of the tests' logging names. A test fails at its end
 * if the API has refused anything in it, or if what it logged does not arrive.
 */
public final class TrackExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    static final String TIMEOUT = "track.testkit.timeout";

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s)");
    private static final ExtensionContext.Namespace TEST = ExtensionContext.Namespace.create(TrackExtension.class);

    static {
        try {
            LocalApi.get(); // for a launcher without sessions: still before the test's class is initialised
        } catch (RuntimeException saidBeforeEachTest) {
            // There it can be read.
        }
    }

    /** For JUnit, and for a field with {@code @RegisterExtension}. */
    public TrackExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(TEST);
        if (store.get(Window.class) == null) {
            store.put(Window.class, Window.open(timeout(context), plan(context)));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Window window = context.getStore(TEST).remove(Window.class, Window.class);
        if (window != null) {
            window.close(timeout(context));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TrackedEvents.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return new TrackedEvents(timeout(context));
    }

    private static Optional<TrackingPlan> plan(ExtensionContext context) {
        return TrackingPlan.find(context.getRequiredTestClass().getClassLoader());
    }

    private static Duration timeout(ExtensionContext context) {
        String text = context.getConfigurationParameter(TIMEOUT).orElse("5s");
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException(TIMEOUT + "=" + text + " cannot be used. Write 5s or 500ms.");
        }
        long amount = Long.parseLong(time.group(1));
        return time.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }
}
