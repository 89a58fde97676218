// SPDX-License-Identifier: Apache-2.0
/**
 * The JUnit extension: {@link ai.thrivestack.track.testkit.junit.TrackTest} on a test class, and
 * {@link ai.thrivestack.track.testkit.junit.TrackedEvents} as a test's parameter.
 *
 * <p>One server a JVM, one window a test, and JMX to flush the appenders between. Narrowing by {@code with} checks at
 * once, because a chain has no last call: one that waited for it would pass where it was forgotten.
 */
package ai.thrivestack.track.testkit.junit;
