// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * Where a framework shows people a sentence, as it stands at the moment of the question. Each appender implements it;
 * which of its ways is taken is decided in one place, with standard error as the last of them. Thread-safe.
 */
public interface Reports {
    /** True if the framework prints the warnings among its own status messages. */
    boolean isStatusShown();

    /** Adds a warning to the framework's own status messages, printed or not. */
    void status(String sentence);

    /**
     * True if a WARN of the logger {@code ai.thrivestack.track} gets to an appender that is not ours. False before a
     * configuration is in use, after logging has ended, and while that logger is off.
     */
    boolean isLogShown();

    /** Logs a WARN of that logger. */
    void log(String sentence);
}
