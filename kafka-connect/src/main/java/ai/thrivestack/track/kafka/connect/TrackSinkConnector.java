// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Delivers the events of topics to the Track API: each record's value is the JSON of one event. The options have the names
 * and rules of the appenders'. A configuration that cannot work is refused; one that will surprise is said in the log.
 */
public final class TrackSinkConnector extends SinkConnector {
    private Map<String, String> properties;

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TrackSinkTask.class;
    }

    @Override
    public ConfigDef config() {
        return TaskOptions.definition();
    }

    /** Adds what no single value shows, such as a missing token, to the option that it is about. */
    @Override
    public Config validate(Map<String, String> given) {
        Config config = super.validate(given);
        for (String problem : TaskOptions.of(given).problems()) {
            for (ConfigValue value : config.configValues()) {
                if (value.name().equals(TaskOptions.named(problem))) {
                    value.addErrorMessage(problem);
                }
            }
        }
        return config;
    }

    @Override
    public void start(Map<String, String> given) {
        requireUsable(TaskOptions.of(given));
        TaskReports reports = new TaskReports(given.getOrDefault("name", "track"));
        Surprises.of(given).forEach(reports::log);
        properties = given;
    }

    static void requireUsable(TrackOptions options) {
        if (!options.problems().isEmpty()) {
            throw new ConnectException(String.join(" ", options.problems()));
        }
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int number = 0; number < most; number++) {
            Map<String, String> task = new HashMap<>(properties);
            task.put(TrackSinkTask.NUMBER, String.valueOf(number));
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {}
}
