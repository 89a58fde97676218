// SPDX-License-Identifier: Apache-2.0
/**
 * One request and its answer: HTTP, credentials, and what an answer means. It knows neither batches nor the buffer, and
 * creates no threads.
 */
package ai.thrivestack.track.transport;
