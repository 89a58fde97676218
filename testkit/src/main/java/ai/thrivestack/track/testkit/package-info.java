// SPDX-License-Identifier: Apache-2.0
/**
 * A local Track API for tests and for trying things out: {@link ai.thrivestack.track.testkit.TrackServer} in a test,
 * {@link ai.thrivestack.track.testkit.Main} on the command line.
 *
 * <p>It is an honest judge of what a client sends: it is written from the contract alone and shares no code with the
 * client. A request takes one way through it: connection, endpoint, script or contract, journal, answer.
 *
 * <p>Rejected: {@code com.sun.net.httpserver}. It cannot reset a connection (a request below 8 KB has left the kernel's
 * buffer when its handler runs, so that closing sends FIN; the socket, and with it SO_LINGER, is out of reach), and on
 * JDK 17 every answer on a kept-alive connection takes 44 ms unless {@code sun.net.httpserver.nodelay} is set before
 * anything in the JVM loads that server.
 */
package ai.thrivestack.track.testkit;
