// SPDX-License-Identifier: Apache-2.0
/**
 * What an appender calls: records go in, and a reload continues what the former appender has begun.
 * A {@link ai.thrivestack.track.pipeline.TrackRelay} takes events that exist already.
 */
package ai.thrivestack.track.pipeline;
