// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes as JUnit does, and keeps how each test ended. */
final class Run implements TestExecutionListener {
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final Map<String, Boolean> ended = new ConcurrentHashMap<>();

    private Run() {}

    static Run of(Class<?>... tests) {
        return with(new LinkedHashMap<>(), tests);
    }

    static Run with(Map<String, String> parameters, Class<?>... tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(tests)
                        .map(DiscoverySelectors::selectClass)
                        .toArray(org.junit.platform.engine.discovery.ClassSelector[]::new))
                .configurationParameters(parameters)
                .build();
        Run run = new Run();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        ended.put(test.getDisplayName(), test.isTest());
        result.getThrowable().ifPresent(thrown -> failures.put(test.getDisplayName(), thrown));
    }

    long tests() {
        return ended.values().stream().filter(isTest -> isTest).count();
    }

    Map<String, Throwable> failures() {
        return failures;
    }

    /** The message of that test's failure, with those of the failures that followed; empty if it passed. */
    String failure(String test) {
        Throwable thrown = failures.get(test + "(TrackedEvents)");
        if (thrown == null) {
            return "";
        }
        StringBuilder messages = new StringBuilder(thrown.getMessage());
        Stream.of(thrown.getSuppressed())
                .forEach(next -> messages.append("\nand then: ").append(next.getMessage()));
        return messages.toString();
    }
}
