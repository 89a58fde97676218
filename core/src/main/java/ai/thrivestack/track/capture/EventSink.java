// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/** Takes events, each the UTF-8 of one JSON object. */
@FunctionalInterface
public interface EventSink {
    /** @param event its bytes are the first so many, and change after this call */
    void accept(byte[] event, int length);
}
