// SPDX-License-Identifier: Apache-2.0
/** {@code check}: what is wrong with a configuration, and whether the API can be reached with it. */
package ai.thrivestack.track.command.check;
