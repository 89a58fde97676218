// SPDX-License-Identifier: Apache-2.0
/**
 * Delivers the events of Kafka topics to the Track API, inside a worker of Kafka Connect.
 *
 * <p>A task is an appender whose log calls are records: {@link ai.thrivestack.track.kafka.connect.TrackSinkTask} hands
 * records to core's {@link ai.thrivestack.track.pipeline.TrackRelay}, and {@link
 * ai.thrivestack.track.kafka.connect.Offsets} knows which of them are settled. Everything here runs on the task's own
 * thread; only core has threads.
 */
package ai.thrivestack.track.kafka.connect;
