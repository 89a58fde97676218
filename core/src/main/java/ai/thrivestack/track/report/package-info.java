// SPDX-License-Identifier: Apache-2.0
/**
 * What people must know, and where they hear it; and the file of lost events.
 */
package ai.thrivestack.track.report;
