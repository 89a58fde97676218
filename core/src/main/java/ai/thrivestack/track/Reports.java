// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * The ways in which a framework can show people a sentence, as they are at the time of the call. Each appender implements
 * it; {@code Diagnostics} chooses the way, with standard error as the last one. Thread-safe.
 */
public interface Reports {
    /** True if the framework prints the warnings among its own status messages. */
    boolean isStatusShown();

    /** Adds a warning to the framework's own status messages, printed or not. */
    void status(String sentence);

    /**
     * True if a WARN of the logger {@code ai.thrivestack.track} reaches an appender that is not ours. False before a
     * configuration is in use, after logging has ended, and while that logger is off.
     */
    boolean isLogShown();

    /** Logs a WARN of that logger. */
    void log(String sentence);
}
