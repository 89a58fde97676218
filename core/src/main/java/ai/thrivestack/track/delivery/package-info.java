// SPDX-License-Identifier: Apache-2.0
/**
 * Brings the bytes of events to the API. Nothing here knows logging.
 *
 * <p>Application threads leave events in an {@link ai.thrivestack.track.buffer.EventBuffer}. One worker takes them in
 * batches, sends each through a {@link ai.thrivestack.track.transport.Transport} until it is settled, and reports what
 * people must know. Log calls wake the worker at most once a batch: waking a thread costs more than encoding an event.
 */
package ai.thrivestack.track.delivery;
