// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.nio.file.Path;
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

    /** One with these appenders, options by name, at the root logger; may be none. */
    String configurationOf(Map<String, Map<String, String>> appenders);

    /** The system property that names a configuration file to the framework. */
    String configurationProperty();

    /** Starts the framework; if it runs, reloads its configuration. */
    void start(String configuration);

    /** Starts afresh from a file, and reloads when it changes. */
    void startWatching(Path configuration);

    /** Makes of a configuration one that asks to be watched. */
    String watched(String configuration);

    /** Makes of a configuration one that lets the framework end itself when the JVM ends. */
    String hooked(String configuration);

    /** Makes of a configuration one that prints every record as {@code level logger message}. */
    String printing(String configuration);

    /**
     * Makes of a configuration one at TRACE that prints every record as {@code level logger message}, and what the
     * framework has to say of itself.
     */
    String loud(String configuration);

    /** Gives the running framework another configuration. Without {@code TRACK}, the former one stays in question. */
    void reload(String configuration);

    void stop();

    /** The framework's name for its context. */
    String contextName();

    boolean flush();

    TrackCounts counts();

    /** Ours. */
    Object appender();

    /** What was said on the logger {@code ai.thrivestack.track}, each once its sentence is there. */
    Sentences reports();

    /** What the framework's own status says. */
    List<String> statuses();

    /** What an appender beside ours, at the root logger, has got. */
    Sentences others();

    /** Sets the level of a logger: INFO, WARN, OFF … */
    void level(String logger, String level);

    /** Cuts a logger off from what its ancestors have: its additivity is false. */
    void cutOff(String logger);

    /** Adds a filter for the whole framework that answers ACCEPT, NEUTRAL or DENY to every call. */
    void filter(String answer, boolean beforeAllOthers);

    /** How many filters the framework asks about every call. */
    int filters();

    /** Stops our appender and leaves everything else as it is. */
    void stopAppender();
}
