// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.time.Duration;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.contract.OtherOptionsContract;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;

class Log4j2OtherOptionsTest extends OtherOptionsContract {
    private final LoggerContext context = new LoggerContext("shop");
    private TrackAppender appender;

    @Override
    protected void stopAll() {
        context.stop();
    }

    @Override
    protected void attach(TrackOptions options) {
        context.start(new DefaultConfiguration());
        Configuration configuration = context.getConfiguration();
        configuration.getRootLogger().getAppenders().keySet().forEach(configuration.getRootLogger()::removeAppender);
        configuration.getRootLogger().setLevel(Level.INFO);
        context.updateLoggers();
        appender = TrackAppender.create("TRACK", options, configuration);
        appender.start();
        configuration.addAppender(appender);
        configuration.getRootLogger().addAppender(appender, null, null);
    }

    @Override
    protected void change(TrackOptions options) {
        appender.start(options);
    }

    @Override
    protected void log() {
        context.getLogger("shop.Checkout").info(MarkerManager.getMarker("TRACK"), "signed_up");
    }

    @Override
    protected boolean flush(Duration timeout) {
        return appender.flush(timeout);
    }

    @Override
    protected TrackCounts counts() {
        return appender.counts();
    }

    @Override
    protected boolean isStarted() {
        return appender.isStarted();
    }

    @Override
    protected void stopLater() {
        appender.stopLater();
    }
}
