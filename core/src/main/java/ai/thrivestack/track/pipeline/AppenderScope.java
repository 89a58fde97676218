// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

/** Identifies an appender in a JVM: its name, in one configuration of a logger context. Immutable. */
public final class AppenderScope {
    final String appender;
    final Object context;
    final String contextName;
    final Object configuration;

    /**
     * @param appender the appender's name, part of the names of its threads and its JMX bean
     * @param context the logger context, compared by identity
     * @param contextName the context's name, part of the JMX bean's name
     * @param configuration a different object for each configuration of the context, compared by identity
     */
    public AppenderScope(String appender, Object context, String contextName, Object configuration) {
        this.appender = appender;
        this.context = context;
        this.contextName = contextName;
        this.configuration = configuration;
    }

    boolean isNamesakeOf(AppenderScope other) {
        return context == other.context && appender.equals(other.appender);
    }
}
