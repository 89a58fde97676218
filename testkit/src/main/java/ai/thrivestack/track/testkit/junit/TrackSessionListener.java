// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the local Track API before JUnit looks for tests, and so before a test's class can start logging. Found by
 * JUnit as a service; nobody calls it otherwise.
 */
public final class TrackSessionListener implements LauncherSessionListener {

    /** For JUnit. */
    public TrackSessionListener() {}

    /** A JVM whose tests do not use the extension must not suffer: the extension says what went wrong. */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            LocalApi.get();
        } catch (RuntimeException saidByTheExtension) {
            // A second attempt, by the extension, fails in the same way.
        }
    }
}
