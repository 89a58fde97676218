// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.TrackPipeline;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.LifeCycle;

/**
 * Hands a pipeline from the appender that a reset stops to the one that the next configuration starts. Logback stops an
 * appender alike for a reset, at the end of its context, and alone; but a context that is reset first stops what is
 * registered with it, keeps the listeners that resist, and tells them if that was its end.
 *
 * <p>One for each started appender; while it waits for a successor, the context's list of listeners holds it. Logback
 * calls it on the thread that configures.
 */
final class Succession implements LifeCycle, LoggerContextListener {
    private final String appender;
    private volatile boolean resetting;
    private volatile boolean over;
    /** What a reset has left. */
    private volatile TrackPipeline left;

    private Succession(String appender) {
        this.appender = appender;
    }

    static Succession of(Context context, String appender) {
        Succession succession = new Succession(appender);
        if (context instanceof LoggerContext) {
            context.register(succession);
            ((LoggerContext) context).addListener(succession);
        }
        return succession;
    }

    /** The pipeline that a former appender of this name has left, null if there is none. */
    static TrackPipeline predecessor(Context context, String appender) {
        if (context instanceof LoggerContext) {
            for (LoggerContextListener listener : ((LoggerContext) context).getCopyOfListenerList()) {
                // one of another class loader cannot be continued, and ends by itself
                if (listener instanceof Succession) {
                    Succession former = (Succession) listener;
                    TrackPipeline pipeline = former.left;
                    if (pipeline != null && former.appender.equals(appender)) {
                        former.left = null;
                        former.over = true;
                        ((LoggerContext) context).removeListener(former);
                        return pipeline;
                    }
                }
            }
        }
        return null;
    }

    /**
     * The appender stops.
     *
     * @return true if the context is being reset, so that the pipeline is left for a successor
     */
    boolean leave(TrackPipeline pipeline) {
        if (resetting) {
            left = pipeline;
            pipeline.release(() -> {
                over = true;
                left = null;
            });
        } else {
            over = true;
        }
        return resetting;
    }

    /** The context is being reset; its appenders are not yet stopped. */
    @Override
    public void stop() {
        resetting = true;
    }

    /** The reset was the context's end. */
    @Override
    public void onStop(LoggerContext context) {
        over = true;
        TrackPipeline pipeline = left;
        left = null;
        if (pipeline != null) {
            pipeline.close();
        }
    }

    /** The next reset lets go of it, once there is nothing to hand over. */
    @Override
    public boolean isResetResistant() {
        return !over;
    }

    @Override
    public void start() {}

    @Override
    public boolean isStarted() {
        return !resetting;
    }

    @Override
    public void onStart(LoggerContext context) {}

    @Override
    public void onReset(LoggerContext context) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
