// SPDX-License-Identifier: Apache-2.0
/** The appender for Log4j 2.17 to 2.26. What is not about Log4j2 is in {@code track-core}. */
package ai.thrivestack.track.log4j2;
