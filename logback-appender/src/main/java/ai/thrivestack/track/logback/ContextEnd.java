// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import ai.thrivestack.track.pipeline.CallStack;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.LifeCycle;

/**
 * How a configuration of a context ends. Logback stops an appender alike for a reload, at the end of its context, and
 * alone, and not always on the thread that ends the context. But it stops first what is registered with the context,
 * such as this.
 *
 * <p>One for each configuration, in the context's object map, which a reset empties. It is no listener of the context:
 * those cannot be added while Logback walks through them.
 */
final class ContextEnd implements LifeCycle {
    private static final String KEY = ContextEnd.class.getName();

    private enum How {
        RESET,
        STOP
    }

    private volatile How how;

    private ContextEnd() {}

    static synchronized ContextEnd of(Context context) {
        Object known = context == null ? null : context.getObject(KEY);
        if (known instanceof ContextEnd) { // not one of another class loader
            return (ContextEnd) known;
        }
        ContextEnd end = new ContextEnd();
        if (context != null) {
            context.putObject(KEY, end);
            context.register(end);
        }
        return end;
    }

    /** The context is given another configuration, and until then no appender gets its records: that should not take long. */
    boolean isReset() {
        return how == How.RESET;
    }

    @Override
    public void stop() {
        how = CallStack.isInside(LoggerContext.class.getName(), "stop") ? How.STOP : How.RESET;
    }

    @Override
    public boolean isStarted() {
        return how == null;
    }

    @Override
    public void start() {}
}
