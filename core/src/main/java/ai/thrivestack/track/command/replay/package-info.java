// SPDX-License-Identifier: Apache-2.0
/** {@code replay}: sends dead letters again. Everything runs on the main thread; a signal only asks it to stop. */
package ai.thrivestack.track.command.replay;
