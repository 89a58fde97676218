// SPDX-License-Identifier: Apache-2.0
/** The appender for Logback 1.2 to 1.6. What is not about Logback is in {@code track-core}. */
package ai.thrivestack.track.logback;
