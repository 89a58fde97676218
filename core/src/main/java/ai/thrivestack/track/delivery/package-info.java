// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes reach the API. Nothing here knows logging.
 *
 * <p>Application threads leave events in an {@link ai.thrivestack.track.delivery.EventBuffer}; one worker takes them
 * in batches, sends each through a {@link ai.thrivestack.track.delivery.Transport} until it is settled, and says on
 * the way what people must know. A caller wakes the worker at most once a batch: waking a thread costs more than
 * encoding an event.
 */
package ai.thrivestack.track.delivery;
