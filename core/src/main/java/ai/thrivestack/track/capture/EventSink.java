// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/** Takes events, each the UTF-8 of one JSON object. */
@FunctionalInterface
public interface EventSink {
    /** @param event its first {@code length} bytes are the event; they change after this call */
    void accept(byte[] event, int length);
}
