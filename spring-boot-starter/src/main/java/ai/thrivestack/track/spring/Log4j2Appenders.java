// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.List;
import java.util.stream.Collectors;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.log4j2.TrackAppender;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;

/** Finds the Track appenders in a configuration of Log4j2. */
final class Log4j2Appenders {
    private Log4j2Appenders() {}

    static boolean isBound() {
        return LogManager.getContext(false) instanceof LoggerContext;
    }

    static List<TrackAppender> in(Configuration configuration) {
        return configuration.getAppenders().values().stream()
                .filter(each -> each instanceof TrackAppender)
                .map(each -> (TrackAppender) each)
                .collect(Collectors.toList());
    }

    /** True if the configuration's text has one: a Routing makes its appenders later. */
    static boolean isDeclared(Configuration configuration) {
        return configuration instanceof AbstractConfiguration
                && isDeclared(((AbstractConfiguration) configuration).getRootNode());
    }

    private static boolean isDeclared(Node node) {
        return node != null
                && (node.getType() != null && node.getType().getPluginClass() == TrackAppender.class
                        || node.getChildren().stream().anyMatch(Log4j2Appenders::isDeclared));
    }

    static List<Appenders.Reading> readings() {
        Configuration configuration = ((LoggerContext) LogManager.getContext(false)).getConfiguration();
        return in(configuration).stream().map(Log4j2Appenders::reading).collect(Collectors.toList());
    }

    private static Appenders.Reading reading(TrackAppender appender) {
        return new Appenders.Reading() {
            @Override
            public TrackCounts counts() {
                return appender.counts();
            }

            @Override
            public DeliveryState state() {
                return appender.state();
            }
        };
    }
}
