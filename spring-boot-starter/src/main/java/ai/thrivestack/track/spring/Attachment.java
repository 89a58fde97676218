// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

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

    @GuardedBy("this")
    private List<String> unknown;

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

    /** Attaches, replaces or takes away, as the environment says. Waits for nothing. */
    synchronized void reconcile(ConfigurableEnvironment environment) {
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
                texts = null;
                framework.detach();
            }
            return;
        }
        Map<String, String> wanted = reader.texts();
        if (!wanted.equals(texts) || !framework.isAttached()) {
            texts = wanted;
            framework.attach(TrackOptions.ofProperties(OptionReader.PREFIX, wanted));
        }
        addHandler();
        tellUnknown(reader.unknown());
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
