// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Collections;
import java.util.Map;

import ai.thrivestack.track.contract.AllocationContract;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.MarkerFactory;

class LogbackAllocationTest extends AllocationContract {
    private final LoggerContext context = new LoggerContext();
    private TrackAppender appender;

    LogbackAllocationTest() {
        super(64);
    }

    @Override
    protected void start(Map<String, String> options) {
        appender = new TrackAppender();
        appender.setContext(context);
        appender.setName("TRACK");
        options.forEach(appender::option);
        appender.start();
    }

    @Override
    protected void stop() {
        appender.stop();
        context.stop();
    }

    @Override
    protected Runnable record(String marker) {
        MarkedEvent event = new MarkedEvent(
                MarkerFactory.getMarker(marker),
                context.getLogger("shop.Checkout"),
                Level.INFO,
                "feature_used feature_name={} seats={}",
                new Object[] {"export_csv", 3},
                null);
        event.setMDCPropertyMap(Collections.emptyMap());
        return () -> appender.doAppend(event);
    }
}
