// SPDX-License-Identifier: Apache-2.0
/**
 * Events wait here between the log call and the API: in memory, or in a {@link ai.thrivestack.track.buffer.Store}. Its
 * {@link ai.thrivestack.track.buffer.Ledger} has the account of all events and the one lock of buffer and spool.
 */
package ai.thrivestack.track.buffer;
