// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** Which appender of a JVM it is: its name, in one configuration of a logger context. Immutable. */
public final class AppenderScope {
    final String appender;
    final Object context;
    final String contextName;
    final Object configuration;

    /**
     * @param appender the appender's name, which its threads and its JMX bean carry
     * @param context the logger context: the same object as long as it is the same context
     * @param contextName the context's name, which the JMX bean carries
     * @param configuration another object for each configuration that the context is given
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
