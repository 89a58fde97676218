// SPDX-License-Identifier: Apache-2.0
/** A message as people write it in code is read, once: the name of the event, and where its values stand. */
package ai.thrivestack.track.capture.template;
