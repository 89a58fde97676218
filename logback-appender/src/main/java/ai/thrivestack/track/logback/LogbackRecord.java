// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackRecord;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.Marker;

/** A Logback event as core reads it. */
final class LogbackRecord implements TrackRecord {
    private final ILoggingEvent event;
    private final String marker;
    private final List<Marker> markers;

    LogbackRecord(ILoggingEvent event, String marker) {
        this.event = event;
        this.marker = marker;
        this.markers = Markers.all(event);
    }

    @Override
    public long timeMillis() {
        return event.getTimeStamp();
    }

    @Override
    public List<String> eventMarkers() {
        List<String> names = Collections.emptyList();
        for (Marker each : markers) {
            if (!each.getName().equals(marker) && each.contains(marker)) {
                names = names.isEmpty() ? new ArrayList<>() : names;
                names.add(each.getName());
            }
        }
        return names;
    }

    @Override
    public List<?> dataMarkers() {
        return markers;
    }

    @Override
    public Map<String, ?> keyValues() {
        return KeyValues.of(event);
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
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? Collections.emptyMap() : mdc;
    }
}
