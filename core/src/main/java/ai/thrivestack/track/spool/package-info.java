// SPDX-License-Identifier: Apache-2.0
/**
 * Events on disk, where they survive the process that wrote them: the file format, and which process may use which
 * files. Knows neither logging nor delivery, and creates no threads: it runs on two executors that it is given.
 *
 * <p>A spool directory contains one {@link ai.thrivestack.track.spool.SpoolDirectory directory} for each appender of
 * each process, and in it the {@link ai.thrivestack.track.spool.Segment segments} of that appender. Its lock ends with
 * the process. Then another process may take over the segments.
 */
package ai.thrivestack.track.spool;
