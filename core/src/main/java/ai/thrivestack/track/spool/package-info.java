// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes of events on disk, where they survive the process that wrote them: the format, and whose files are whose. Knows
 * neither logging nor delivery, and has no threads.
 *
 * <p>A spool directory holds one directory for each {@link ai.thrivestack.track.spool.Owner owner}, an appender of some
 * process, and in it the owner's {@link ai.thrivestack.track.spool.Segment segments}. The owner's lock ends with its
 * process; then another may take over what is left.
 */
package ai.thrivestack.track.spool;
