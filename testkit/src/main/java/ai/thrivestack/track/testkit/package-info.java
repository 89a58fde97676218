// SPDX-License-Identifier: Apache-2.0
/**
 * A local Track API for tests and for trying things out: {@link ai.thrivestack.track.testkit.TrackServer} in a test,
 * {@link ai.thrivestack.track.testkit.Main} on the command line.
 *
 * <p>It is an honest judge of what a client sends: it is written from the contract alone and shares no code with the
 * client. A request takes one way through it: server, endpoint, script or contract, journal, answer.
 *
 * <p>The live page reads the journal's recent part: by server-sent events as it comes, and over HTTP below
 * {@code /testkit}, as scripts do too.
 *
 * <p>HTTP is the JDK's own server, {@code com.sun.net.httpserver}. Its sockets are out of reach, so a scripted reset is
 * a real one only for requests larger than its buffer, and a closed connection for smaller ones.
 */
package ai.thrivestack.track.testkit;
