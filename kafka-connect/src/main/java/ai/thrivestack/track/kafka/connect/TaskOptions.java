// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.Option;
import ai.thrivestack.track.TrackOptions;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the connector: those of the appenders that say how to send, with two other defaults. */
final class TaskOptions {
    private static final List<Option<?>> ALL = Collections.unmodifiableList(Arrays.asList(
            TrackOptions.ENDPOINT,
            TrackOptions.TOKEN,
            TrackOptions.TOKEN_FILE,
            TrackOptions.API_KEY,
            TrackOptions.BATCH_SIZE,
            TrackOptions.FLUSH_INTERVAL,
            TrackOptions.MAX_IN_FLIGHT,
            TrackOptions.BUFFER_SIZE,
            TrackOptions.CONNECT_TIMEOUT,
            TrackOptions.REQUEST_TIMEOUT,
            TrackOptions.COMPRESSION,
            TrackOptions.PROXY,
            TrackOptions.ALLOW_INSECURE_ENDPOINT));

    /** Connect shows none of their values; a proxy may have a password. */
    private static final List<Option<?>> HIDDEN =
            Arrays.asList(TrackOptions.TOKEN, TrackOptions.API_KEY, TrackOptions.PROXY);

    private TaskOptions() {}

    /** A topic fills the largest request at once, and more than one request at a time would mix up a user's events. */
    private static String defaultText(Option<?> option) {
        return option == TrackOptions.BATCH_SIZE
                ? "1000"
                : option == TrackOptions.MAX_IN_FLIGHT ? "1" : option.defaultText();
    }

    static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        for (Option<?> option : ALL) {
            definition.define(
                    option.name(),
                    HIDDEN.contains(option) ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING,
                    defaultText(option).isEmpty() ? null : defaultText(option),
                    option == TrackOptions.ENDPOINT || option == TrackOptions.TOKEN_FILE
                            ? ConfigDef.Importance.HIGH
                            : ConfigDef.Importance.MEDIUM,
                    option.description().replace("`", "") + " Write " + option.allowed() + ".");
        }
        return definition;
    }

    /** @param properties of a connector or task; those that are not ours are left out */
    static TrackOptions of(Map<String, String> properties) {
        Map<String, String> texts = new HashMap<>();
        for (Option<?> option : ALL) {
            String given = properties.get(option.name());
            texts.put(option.name(), given == null || given.trim().isEmpty() ? defaultText(option) : given);
        }
        return TrackOptions.of(texts);
    }

    /** The option that a sentence of {@link TrackOptions#problems} is about. */
    static String named(String problem) {
        for (Option<?> option : ALL) {
            if (problem.startsWith(option.name() + "=")) {
                return option.name();
            }
        }
        return TrackOptions.TOKEN.name();
    }
}
