// SPDX-License-Identifier: Apache-2.0
/** What the commands share: their arguments, and requests to the API. */
package ai.thrivestack.track.command.line;
