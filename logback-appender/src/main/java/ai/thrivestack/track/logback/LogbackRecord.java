// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Map;

import ai.thrivestack.track.TrackRecord;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** A Logback event as core reads it. */
final class LogbackRecord implements TrackRecord {
    private final ILoggingEvent event;
    private final String marker;

    LogbackRecord(ILoggingEvent event, String marker) {
        this.event = event;
        this.marker = marker;
    }

    @Override
    public long timeMillis() {
        return event.getTimeStamp();
    }

    @Override
    public String eventMarker() {
        return Markers.eventMarker(event, marker);
    }

    @Override
    public String template() {
        return event.getMessage();
    }

    @Override
    public Object[] arguments() {
        return event.getArgumentArray();
    }

    @Override
    public String errorType() {
        return event.getThrowableProxy() == null
                ? null
                : event.getThrowableProxy().getClassName();
    }

    @Override
    public String errorMessage() {
        return event.getThrowableProxy() == null
                ? null
                : event.getThrowableProxy().getMessage();
    }

    @Override
    public Map<String, String> mdc() {
        return event.getMDCPropertyMap();
    }
}
