// SPDX-License-Identifier: Apache-2.0
/** The jar's main class. Nothing here is part of an application. */
package ai.thrivestack.track.command;
