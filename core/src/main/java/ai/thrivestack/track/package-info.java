// SPDX-License-Identifier: Apache-2.0
/**
 * What the two appenders share, framework-free: a marked log record becomes a Track event and reaches the API.
 *
 * <p>This package holds the options, the counters and what all other packages use. An event goes one way through those:
 *
 * <ul>
 *   <li>{@code pipeline}: what an appender calls.
 *   <li>{@code capture}: a record becomes the UTF-8 JSON of one event, on the thread that logs.
 *   <li>{@code buffer}: events wait in memory or, if there is one, in the {@code spool}.
 *   <li>{@code delivery}: one thread takes batches and decides when each is sent. It knows no logging.
 *   <li>{@code transport}: a request reaches the API.
 *   <li>{@code report}: losses and failures are reported to people, and lost events to the dead-letter file.
 * </ul>
 *
 * <p>{@code command} is the jar as a program, for those who run an application.
 *
 * <p>Classes are public where another package needs them. Only the appenders' configuration and the counters are
 * meant for applications.
 */
package ai.thrivestack.track;
