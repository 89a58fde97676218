// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Map;

import ai.thrivestack.track.contract.AllocationContract;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.ParameterizedMessage;

class Log4j2AllocationTest extends AllocationContract {
    private final Log4j2Backend backend = new Log4j2Backend();

    Log4j2AllocationTest() {
        super(80); // its messages are many, so we make one object more
    }

    @Override
    protected void start(Map<String, String> options) {
        backend.start(backend.configuration(options));
    }

    @Override
    protected void stop() {
        backend.stop();
    }

    @Override
    protected Runnable record(String marker) {
        TrackAppender appender = (TrackAppender) backend.appender();
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("shop.Checkout")
                .setLevel(Level.INFO)
                .setMarker(MarkerManager.getMarker(marker))
                .setMessage(new ParameterizedMessage("feature_used feature_name={} seats={}", "export_csv", 3))
                .build();
        return () -> appender.append(event);
    }
}
