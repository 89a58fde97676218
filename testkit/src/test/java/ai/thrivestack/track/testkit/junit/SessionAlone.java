// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

/** Opens a session as JUnit does, and prints what logging would then find, and the extension. */
public final class SessionAlone {

    private SessionAlone() {}

    /** In a JVM of its own. */
    public static void main(String[] args) {
        new TrackSessionListener().launcherSessionOpened(null);
        new TrackExtension();
        System.out.println(System.getProperty(LocalApi.ENDPOINT));
        try {
            System.out.println(LocalApi.get().endpoint());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
