// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

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
        String appender = appender("TRACK", options);
        return asyncAppender
                ? configuration(
                        appender + "<Async name='ASYNC'><AppenderRef ref='TRACK'/></Async>",
                        Collections.singleton("ASYNC"))
                : configuration(appender, Collections.singleton("TRACK"));
    }

    @Override
    public String configurationOf(Map<String, Map<String, String>> appenders) {
        StringBuilder xml = new StringBuilder();
        appenders.forEach((name, options) -> xml.append(appender(name, options)));
        return configuration(xml.toString(), appenders.keySet());
    }

    private static String appender(String name, Map<String, String> options) {
        StringBuilder xml = new StringBuilder("<Track name='" + name + "'");
        options.forEach((option, text) -> xml.append(' ' + option + "='" + text + '\''));
        return xml + "/>";
    }

    private static String configuration(String appenders, Set<String> atRoot) {
        StringBuilder xml = new StringBuilder("<Configuration shutdownHook='disable'><Appenders>" + appenders
                + "</Appenders><Loggers><Root level='INFO'>");
        atRoot.forEach(name -> xml.append("<AppenderRef ref='" + name + "'/>"));
        return xml + "</Root></Loggers></Configuration>";
    }

    @Override
    public String configurationProperty() {
        return "log4j2.configurationFile";
    }

    @Override
    public void start(String configuration) {
        start(source(configuration));
    }

    @Override
    public void startWatching(Path configuration) {
        try {
            start(new ConfigurationSource(Files.newInputStream(configuration), configuration.toFile()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String watched(String configuration) {
        return configuration.replace("<Configuration ", "<Configuration monitorInterval='1' ");
    }

    @Override
    public String hooked(String configuration) {
        return configuration.replace(" shutdownHook='disable'", "");
    }

    @Override
    public String printing(String configuration) {
        return configuration
                .replace(
                        "<Appenders>",
                        "<Appenders><Console name='CONSOLE'><PatternLayout pattern='%level %logger %msg%n'/>"
                                + "</Console>")
                .replace("<Root level='INFO'>", "<Root level='INFO'><AppenderRef ref='CONSOLE'/>");
    }

    @Override
    public String loud(String configuration) {
        return printing(configuration)
                .replace("<Configuration ", "<Configuration status='TRACE' ")
                .replace("<Root level='INFO'>", "<Root level='TRACE'>");
    }

    private void start(ConfigurationSource source) {
        statuses.lines.clear();
        StatusLogger.getLogger().registerListener(statuses);
        if (context == null) { // one that was stopped is not found again, although it is started
            context = (LoggerContext) LogManager.getContext(false);
        }
        context.start(new XmlConfiguration(context, source));
        reports = new Sentences();
        others = new Sentences();
        look();
    }

    @Override
    public void reload(String configuration) {
        context.reconfigure(new XmlConfiguration(context, source(configuration)));
        look();
    }

    private static ConfigurationSource source(String configuration) {
        try {
            return new ConfigurationSource(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void look() {
        TrackAppender found = context.getConfiguration().getAppender("TRACK");
        appender = found == null ? appender : found;
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
    public void stop() {
        if (context != null) {
            context.stop();
        }
        StatusLogger.getLogger().removeListener(statuses);
    }

    @Override
    public String contextName() {
        return context.getName();
    }

    /** The context is stopped with a limit of its own. */
    void stop(long timeout, TimeUnit unit) {
        context.stop(timeout, unit);
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
    public Object appender() {
        return appender;
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
