// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.contract.Backend;
import ai.thrivestack.track.contract.Sentences;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.core.filter.CompositeFilter;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** Log4j2, configured by an XML file as an application's is. */
final class Log4j2Backend implements Backend {
    private final Statuses statuses = new Statuses();
    private LoggerContext context;
    private TrackAppender appender;
    private Sentences reports;
    private Sentences others;

    @Override
    public String frameworkJar() {
        return LoggerContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    @Override
    public String configuration(Map<String, String> options, boolean asyncAppender) {
        StringBuilder xml = new StringBuilder("<Configuration shutdownHook='disable'><Appenders><Track name='TRACK'");
        options.forEach((name, text) -> xml.append(' ' + name + "='" + text + '\''));
        xml.append("/>");
        if (asyncAppender) {
            xml.append("<Async name='ASYNC'><AppenderRef ref='TRACK'/></Async>");
        }
        return xml + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='" + (asyncAppender ? "ASYNC" : "TRACK")
                + "'/></Root></Loggers></Configuration>";
    }

    @Override
    public String configurationProperty() {
        return "log4j2.configurationFile";
    }

    @Override
    public void start(String configuration) {
        statuses.lines.clear();
        StatusLogger.getLogger().registerListener(statuses);
        if (context == null) { // one that was stopped is not found again, although it is started
            context = (LoggerContext) LogManager.getContext(false);
        }
        try {
            ConfigurationSource source =
                    new ConfigurationSource(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
            context.start(new XmlConfiguration(context, source));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        appender = context.getConfiguration().getAppender("TRACK");
        reports = new Sentences();
        others = new Sentences();
        Listener listener = new Listener(reports, others);
        listener.start();
        context.getConfiguration().getRootLogger().addAppender(listener, null, null);
    }

    private static final class Listener extends AbstractAppender {
        private final Sentences reports;
        private final Sentences others;

        Listener(Sentences reports, Sentences others) {
            super("LISTENER", null, null, true, Property.EMPTY_ARRAY);
            this.reports = reports;
            this.others = others;
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLoggerName().equals("ai.thrivestack.track")) {
                reports.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
            } else {
                others.add(event.getMessage().getFormattedMessage());
            }
        }
    }

    private static final class Statuses implements StatusListener {
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void log(StatusData data) {
            lines.add(data.getLevel() + " " + data.getMessage().getFormattedMessage());
        }

        @Override
        public Level getStatusLevel() {
            return Level.DEBUG;
        }

        @Override
        public void close() {}
    }

    @Override
    public boolean missesCallsDuringReload() {
        return false;
    }

    @Override
    public void stop() {
        if (context != null) {
            context.stop();
        }
        StatusLogger.getLogger().removeListener(statuses);
    }

    @Override
    public boolean flush() {
        return appender.flush(Duration.ofSeconds(10));
    }

    @Override
    public TrackCounts counts() {
        return appender.counts();
    }

    @Override
    public Sentences reports() {
        return reports;
    }

    @Override
    public List<String> statuses() {
        synchronized (statuses.lines) {
            return new ArrayList<>(statuses.lines);
        }
    }

    @Override
    public Sentences others() {
        return others;
    }

    @Override
    public void level(String logger, String level) {
        Configuration configuration = context.getConfiguration();
        configuration.addLogger(logger, new LoggerConfig(logger, Level.valueOf(level), true));
        context.updateLoggers();
    }

    @Override
    public void cutOff(String logger) {
        context.getConfiguration().setLoggerAdditive(context.getLogger(logger), false);
    }

    @Override
    public void filter(String answer, boolean beforeAllOthers) {
        Configuration configuration = context.getConfiguration();
        Filter others = beforeAllOthers ? configuration.getFilter() : null;
        configuration.removeFilter(others);
        configuration.addFilter(new Answer(Filter.Result.valueOf(answer)));
        configuration.addFilter(others);
    }

    private static final class Answer extends AbstractFilter {
        Answer(Result result) {
            super(result, result);
        }

        @Override
        public Result filter(Logger logger, Level level, Marker marker, Message message, Throwable thrown) {
            return onMatch;
        }

        @Override
        public Result filter(Logger logger, Level level, Marker marker, Object message, Throwable thrown) {
            return onMatch;
        }

        @Override
        public Result filter(Logger logger, Level level, Marker marker, String text, Object... parameters) {
            return onMatch;
        }
    }

    @Override
    public int filters() {
        Filter filter = context.getConfiguration().getFilter();
        if (filter instanceof CompositeFilter) {
            return ((CompositeFilter) filter).size();
        }
        return filter == null ? 0 : 1;
    }

    @Override
    public void stopAppender() {
        appender.stop();
    }
}
