// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.thrivestack.track.TrackOptions;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The one appender of the JVM, made to agree with a context's environment whenever something may have changed: see
 * {@link TrackLoggingListener}. Where several contexts live, the last one that was prepared wins. Thread-safe.
 */
final class Attachment {
    private static final String LOGGER = "ai.thrivestack.track";

    private static final Attachment ATTACHMENT = new Attachment();

    @GuardedBy("this")
    private Framework framework;

    /** What the appender runs with; null while there is none of ours. */
    @GuardedBy("this")
    private Map<String, String> texts;

    /** The environment that the appender's options are from. */
    @GuardedBy("this")
    private WeakReference<Object> source = new WeakReference<>(null);

    @GuardedBy("this")
    private List<String> unknown;

    @GuardedBy("this")
    private boolean hasHinted;

    @GuardedBy("this")
    private boolean hasHandler;

    /** The JVM exits, and the appender has been closed. */
    @GuardedBy("this")
    private boolean isClosed;

    private Attachment() {}

    static Attachment get() {
        return ATTACHMENT;
    }

    synchronized void beforeReset() {
        if (framework != null && texts != null) {
            framework.beforeReset();
        }
    }

    /**
     * Attaches, replaces or takes away, as the environment says. Waits for nothing.
     *
     * @param mayBePutRight if more properties may come: then options with a mistake, such as no token, are not used yet
     */
    synchronized void reconcile(ConfigurableEnvironment environment, boolean mayBePutRight) {
        if (isClosed) {
            return;
        }
        if (framework == null) {
            framework = bound();
        }
        OptionReader reader = new OptionReader(environment);
        if (framework == null) {
            return;
        }
        if (!reader.isEnabled() || framework.hasAnother()) {
            if (texts != null) {
                tellLastWins(environment);
                texts = null;
                framework.detach();
            }
            return;
        }
        Map<String, String> wanted = reader.texts();
        TrackOptions options = TrackOptions.ofProperties(OptionReader.PREFIX, wanted);
        if (!mayBePutRight || options.problems().isEmpty()) {
            attach(environment, wanted, options);
            addHandler();
            tellUnknown(reader.unknown());
        }
    }

    @GuardedBy("this")
    private void attach(ConfigurableEnvironment environment, Map<String, String> wanted, TrackOptions options) {
        boolean isNew = !wanted.equals(texts);
        if (!isNew && framework.isAttached()) {
            return;
        }
        if (isNew && texts != null) {
            tellLastWins(environment);
        }
        texts = wanted;
        framework.attach(options);
        source = new WeakReference<>(environment);
        hint(options);
    }

    /** Not when the same context has got other properties. */
    @GuardedBy("this")
    private void tellLastWins(ConfigurableEnvironment environment) {
        if (source.get() != environment) {
            LogFactory.getLog(LOGGER)
                    .info("one appender serves all contexts of this JVM. From now on the properties of the context that"
                            + " starts now hold for it, and no longer those of an earlier one.");
        }
    }

    @GuardedBy("this")
    private void hint(TrackOptions options) {
        if (!hasHinted && !options.get(TrackOptions.CAPTURE_DISABLED_LEVELS) && framework.isInfoOff()) {
            hasHinted = true;
            LogFactory.getLog(LOGGER)
                    .warn("the root logger's level is above INFO, and no logger has a lower one, so log calls at INFO"
                            + " give no events. Set track.capture-disabled-levels=true to take them all the same, or the"
                            + " level of the loggers that track to INFO.");
        }
    }

    private static Framework bound() {
        if (Appenders.isPresent("ch.qos.logback.classic.LoggerContext") && LogbackAppenders.isBound()) {
            return new LogbackFramework();
        }
        if (Appenders.isPresent("org.apache.logging.log4j.core.LoggerContext") && Log4j2Appenders.isBound()) {
            return new Log4j2Framework();
        }
        return null;
    }

    /** Boot's own handlers end logging; of those the newest runs first, so this one comes after Boot's. */
    @GuardedBy("this")
    private void addHandler() {
        if (!hasHandler) {
            hasHandler = true;
            try {
                SpringApplication.getShutdownHandlers().add(this::close);
            } catch (IllegalStateException exiting) {
                // the JVM exits: the appender's own hook delivers
            }
        }
    }

    private synchronized void close() {
        isClosed = true;
        texts = null;
        framework.close();
    }

    @GuardedBy("this")
    private void tellUnknown(List<String> sentences) {
        if (!Objects.equals(sentences, unknown)) {
            unknown = sentences;
            sentences.forEach(LogFactory.getLog(LOGGER)::warn);
        }
    }
}
