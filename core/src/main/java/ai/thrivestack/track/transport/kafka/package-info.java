// SPDX-License-Identifier: Apache-2.0
/**
 * A batch becomes records of a Kafka topic, one for each event. The application brings Kafka's client, so only
 * {@link ai.thrivestack.track.transport.kafka.KafkaTransport} may be loaded without it, and only this package uses it.
 */
package ai.thrivestack.track.transport.kafka;
