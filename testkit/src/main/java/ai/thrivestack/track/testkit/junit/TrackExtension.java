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
 * if the API has refused anything in it, if what it logged does not arrive, or if it tracked what the plan {@code
 * track-plan.json} on the tests' class path, if there is one, does not allow.
 *
 * <p>Configuration parameters: {@code track.testkit.timeout}, how long an assertion may wait, {@code 5s} by default; and
 * {@code track.testkit.plan}, another name for the plan.
 */
public final class TrackExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    static final String TIMEOUT = "track.testkit.timeout";
    static final String PLAN = "track.testkit.plan";

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
        context.getStore(TEST).put(Window.class, Window.open(timeout(context), plan(context)));
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

    /** A plan that is asked for must be there. */
    private static Optional<TrackingPlan> plan(ExtensionContext context) {
        ClassLoader classPath = context.getRequiredTestClass().getClassLoader();
        Optional<String> named = context.getConfigurationParameter(PLAN);
        Optional<TrackingPlan> plan = TrackingPlan.find(classPath, named.orElse(TrackingPlan.FILE));
        if (named.isPresent() && !plan.isPresent()) {
            throw new IllegalArgumentException(
                    PLAN + "=" + named.get() + " cannot be used: there is no such file on the tests' class path.");
        }
        return plan;
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
