// SPDX-License-Identifier: Apache-2.0
/**
 * What the two appenders share, framework-free: a marked log record becomes a Track event and reaches the API.
 *
 * <p>This package is the face that an appender sees. Behind it are two rooms:
 *
 * <ul>
 *   <li>{@code capture}: a record becomes the UTF-8 JSON of one event. It runs inside the log call, on the
 *       application's thread, and has no threads of its own.
 *   <li>{@code delivery}: bytes reach the API. It knows no logging.
 * </ul>
 *
 * <p>An event goes one way: {@link ai.thrivestack.track.TrackPipeline#track} → {@code capture.EventEncoder} →
 * {@code delivery.EventBuffer} → {@code delivery.DeliveryWorker} → {@code delivery.Transport}.
 *
 * <p>Classes are public where another package needs them. Only the appenders' configuration and the counters are
 * meant for applications.
 */
package ai.thrivestack.track;
