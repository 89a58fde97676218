// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;

/** A logging framework with our appender in it, as the contract test drives it. */
public interface Backend {
    /** Where the framework's classes come from. */
    String frameworkJar();

    /** A configuration file with one appender, {@code TRACK}, at the root logger at INFO, and no shutdown hook. */
    default String configuration(Map<String, String> options) {
        return configuration(options, false);
    }

    /** The same, with the framework's asynchronous appender in front if wanted. */
    String configuration(Map<String, String> options, boolean asyncAppender);

    /** The system property that names a configuration file to the framework. */
    String configurationProperty();

    /** Starts the framework afresh. */
    void start(String configuration);

    void stop();

    boolean flush();

    TrackCounts counts();

    /** What was said on the logger {@code ai.thrivestack.track}, each once its sentence is there. */
    Sentences reports();

    /** What the framework's own status says. */
    List<String> statuses();
}
