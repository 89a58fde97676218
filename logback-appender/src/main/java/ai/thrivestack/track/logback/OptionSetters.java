// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

/**
 * One setter for each option, since Joran finds an element's property by its setter. Names alone stand here; a test
 * holds them to {@link ai.thrivestack.track.TrackOptions}, where defaults and rules are.
 *
 * <p>Public, because Logback calls default methods of a public interface only.
 */
public interface OptionSetters {
    /** Keeps the text of an option until the appender starts. */
    void option(String name, String text);

    default void setEndpoint(String text) {
        option("endpoint", text);
    }

    default void setToken(String text) {
        option("token", text);
    }

    default void setTokenFile(String text) {
        option("tokenFile", text);
    }

    default void setApiKey(String text) {
        option("apiKey", text);
    }

    default void setMarker(String text) {
        option("marker", text);
    }

    default void setUserIdKeys(String text) {
        option("userIdKeys", text);
    }

    default void setDefaultUserId(String text) {
        option("defaultUserId", text);
    }

    default void setContextKeys(String text) {
        option("contextKeys", text);
    }

    default void setStaticContext(String text) {
        option("staticContext", text);
    }

    default void setMdcProperties(String text) {
        option("mdcProperties", text);
    }

    default void setRedactKeys(String text) {
        option("redactKeys", text);
    }

    default void setObjects(String text) {
        option("objects", text);
    }

    default void setErrorDetails(String text) {
        option("errorDetails", text);
    }

    default void setEventIds(String text) {
        option("eventIds", text);
    }

    default void setCaptureDisabledLevels(String text) {
        option("captureDisabledLevels", text);
    }

    default void setBatchSize(String text) {
        option("batchSize", text);
    }

    default void setFlushInterval(String text) {
        option("flushInterval", text);
    }

    default void setBufferSize(String text) {
        option("bufferSize", text);
    }

    default void setOverflow(String text) {
        option("overflow", text);
    }

    default void setOverflowTimeout(String text) {
        option("overflowTimeout", text);
    }

    default void setSpoolDirectory(String text) {
        option("spoolDirectory", text);
    }

    default void setSpoolSize(String text) {
        option("spoolSize", text);
    }

    default void setDeadLetterFile(String text) {
        option("deadLetterFile", text);
    }

    default void setMaxInFlight(String text) {
        option("maxInFlight", text);
    }

    default void setConnectTimeout(String text) {
        option("connectTimeout", text);
    }

    default void setRequestTimeout(String text) {
        option("requestTimeout", text);
    }

    default void setShutdownTimeout(String text) {
        option("shutdownTimeout", text);
    }

    default void setCompression(String text) {
        option("compression", text);
    }

    default void setProxy(String text) {
        option("proxy", text);
    }

    default void setAllowInsecureEndpoint(String text) {
        option("allowInsecureEndpoint", text);
    }

    default void setTransport(String text) {
        option("transport", text);
    }

    default void setBootstrapServers(String text) {
        option("bootstrapServers", text);
    }

    default void setTopic(String text) {
        option("topic", text);
    }

    default void setKafkaProperties(String text) {
        option("kafkaProperties", text);
    }
}
