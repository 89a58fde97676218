// SPDX-License-Identifier: Apache-2.0
/** The application's values are written as JSON by their names, whatever they are and whatever reading them does. */
package ai.thrivestack.track.capture.value;
