// SPDX-License-Identifier: Apache-2.0
/**
 * What HttpClient finds instead of the JDK's package {@code jdk.net}, which many applications cannot see: those on the
 * module path that do not ask for the module {@code jdk.net}, images made without it, and modules of JBoss. Java 8 has
 * it whole since 8u272 only. HttpClient asks for it when it opens its first connection, and without it none is opened.
 *
 * <p>The shade plugin replaces the name in HttpClient (see the parent's {@code pom.xml}). HttpClient then sees a
 * platform where the intervals of TCP keep-alive cannot be set. No option of ours sets them, so nothing is lost where
 * {@code jdk.net} exists. An optional use, by reflection, would need a change of HttpClient's code.
 */
package ai.thrivestack.track.jdknet;
