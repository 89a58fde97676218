// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * An event that a relay delivers for a source that keeps it until it is settled, such as a partition of a topic. The source
 * implements it, and so finds its own position again when it hears that the event is settled.
 */
public interface RelayEvent {
    /** The UTF-8 of one JSON object, which must not change. */
    byte[] json();

    /** False once the source has taken the event back: it should not be sent any more. Any thread asks. */
    boolean isWanted();
}
