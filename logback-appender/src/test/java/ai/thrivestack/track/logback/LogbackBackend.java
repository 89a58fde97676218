// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.contract.Backend;
import ai.thrivestack.track.contract.Sentences;
import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.TurboFilterList;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.hook.ShutdownHook;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Logback, configured by an XML file as an application's is. */
final class LogbackBackend implements Backend {
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
                        appender + "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
                                + "<appender-ref ref='TRACK'/></appender>",
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
        StringBuilder xml =
                new StringBuilder("<appender name='" + name + "' class='" + TrackAppender.class.getName() + "'>");
        options.forEach((option, text) -> xml.append('<' + option + '>' + text + "</" + option + '>'));
        return xml + "</appender>";
    }

    private static String configuration(String appenders, Set<String> atRoot) {
        StringBuilder xml = new StringBuilder("<configuration>" + appenders + "<root level='INFO'>");
        atRoot.forEach(name -> xml.append("<appender-ref ref='" + name + "'/>"));
        return xml + "</root></configuration>";
    }

    @Override
    public String configurationProperty() {
        return "logback.configurationFile";
    }

    @Override
    public void start(String configuration) {
        start(configurator ->
                configurator.doConfigure(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void startWatching(Path configuration) {
        start(configurator -> configurator.doConfigure(configuration.toFile()));
    }

    @Override
    public String watched(String configuration) {
        return configuration.replace("<configuration>", "<configuration scan='true' scanPeriod='100 milliseconds'>");
    }

    @Override
    public String hooked(String configuration) {
        boolean is12 = ShutdownHook.class.getResource("DefaultShutdownHook.class") == null;
        String hook =
                ShutdownHook.class.getPackage().getName() + (is12 ? ".DelayingShutdownHook" : ".DefaultShutdownHook");
        return configuration.replace("<configuration>", "<configuration><shutdownHook class='" + hook + "'/>");
    }

    @Override
    public String printing(String configuration) {
        return configuration
                .replace(
                        "<configuration>",
                        "<configuration><appender name='CONSOLE' class='" + ConsoleAppender.class.getName()
                                + "'><encoder><pattern>%level %logger %msg%n</pattern></encoder></appender>")
                .replace("<root level='INFO'>", "<root level='INFO'><appender-ref ref='CONSOLE'/>");
    }

    @Override
    public String loud(String configuration) {
        return printing(configuration)
                .replace("<configuration>", "<configuration debug='true'>")
                .replace("<root level='INFO'>", "<root level='TRACE'>");
    }

    private void start(Configuring configuring) {
        context().reset();
        context().getStatusManager().clear();
        reports = new Sentences();
        others = new Sentences();
        configure(configuring);
        context().start(); // a context that was stopped does not stop again
    }

    @Override
    public void reload(String configuration) {
        context().reset();
        configure(configurator ->
                configurator.doConfigure(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8))));
    }

    private interface Configuring {
        void by(JoranConfigurator configurator) throws JoranException;
    }

    private void configure(Configuring configuring) {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context());
        try {
            configuring.by(configurator);
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        Logger root = context().getLogger(Logger.ROOT_LOGGER_NAME);
        TrackAppender found = find(root.iteratorForAppenders());
        appender = found == null ? appender : found;
        Listener listener = new Listener(reports, others);
        listener.setContext(context());
        listener.start();
        root.addAppender(listener);
    }

    private static TrackAppender find(Iterator<Appender<ILoggingEvent>> appenders) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> next = appenders.next();
            if (next instanceof AsyncAppender) {
                return find(((AsyncAppender) next).iteratorForAppenders());
            }
            if (next instanceof TrackAppender && next.getName().equals("TRACK")) {
                return (TrackAppender) next;
            }
        }
        return null;
    }

    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final Sentences reports;
        private final Sentences others;

        Listener(Sentences reports, Sentences others) {
            this.reports = reports;
            this.others = others;
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().equals("ai.thrivestack.track")) {
                reports.add(event.getLevel() + " " + event.getFormattedMessage());
            } else {
                others.add(event.getFormattedMessage());
            }
        }
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    @Override
    public void stop() {
        context().stop();
    }

    @Override
    public String contextName() {
        return context().getName();
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
        return context().getStatusManager().getCopyOfStatusList().stream()
                .map(Status::toString)
                .collect(Collectors.toList());
    }

    @Override
    public Sentences others() {
        return others;
    }

    @Override
    public void level(String logger, String level) {
        context().getLogger(logger).setLevel(Level.valueOf(level));
    }

    @Override
    public void cutOff(String logger) {
        context().getLogger(logger).setAdditive(false);
    }

    @Override
    public void filter(String answer, boolean beforeAllOthers) {
        TurboFilterList filters = context().getTurboFilterList();
        filters.add(beforeAllOthers ? 0 : filters.size(), new Answer(FilterReply.valueOf(answer)));
    }

    private static final class Answer extends TurboFilter {
        private final FilterReply reply;

        Answer(FilterReply reply) {
            this.reply = reply;
        }

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
            return reply;
        }
    }

    @Override
    public int filters() {
        return context().getTurboFilterList().size();
    }

    @Override
    public void stopAppender() {
        appender.stop();
    }
}
