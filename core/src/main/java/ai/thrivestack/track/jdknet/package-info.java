// SPDX-License-Identifier: Apache-2.0
/**
 * What HttpClient finds instead of the JDK's package {@code jdk.net}. Many applications cannot see that: those on the
 * module path that do not ask for the module {@code jdk.net}, images made without it, and modules of JBoss. Java 8 has
 * the options in it since 8u261, and 9 and 10 lack them. HttpClient 5.6 asks for them when it opens its first
 * connection, and without them it opens none.
 *
 * <p>The shade plugin replaces the name in HttpClient (see {@code core/pom.xml}). HttpClient then sees a platform where
 * the intervals of TCP keep-alive cannot be set. No option of ours sets them, so nothing changes where {@code jdk.net}
 * exists.
 */
package ai.thrivestack.track.jdknet;
