// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import ai.thrivestack.track.TrackOptions;

/**
 * The logging framework of this JVM, with our appender in it. Its implementations are loaded by name, since the classes
 * of the other framework may not be there. Called under the lock of {@link Attachment}; what the framework itself calls
 * back has its own order.
 */
interface Framework {
    /** The appender's name, unless a configuration has one of the user's. */
    String APPENDER = "TRACK";

    /** True if the configuration in use has an appender of ours that somebody else has put there. */
    boolean hasAnother();

    /** True if our appender is where every record passes. */
    boolean isAttached();

    /** True if the root logger's level is above INFO, and no logger has a lower one that was set for it. */
    boolean isInfoOff();

    /** Attaches our appender, or lets it go on with these options. Waits for nothing. */
    void attach(TrackOptions options);

    /** Logging is about to be reset: keeps our appender out of it, so that it is not stopped. */
    void beforeReset();

    /** Takes our appender away. What is left is delivered in the background. */
    void detach();

    /** Logging is about to end: delivers what is left, for at most {@code shutdownTimeout}. */
    void close();
}
