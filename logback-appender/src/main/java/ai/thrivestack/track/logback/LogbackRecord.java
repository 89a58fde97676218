// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import ai.thrivestack.track.TrackRecord;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.Marker;

/** A Logback event as core reads it. */
final class LogbackRecord implements TrackRecord {
    private final ILoggingEvent event;
    private final String marker;
    /** All besides the one that marks the record. */
    private final List<Marker> markers;

    LogbackRecord(ILoggingEvent event, String marker) {
        this.event = event;
        this.marker = marker;
        this.markers = Markers.beside(marker, event);
    }

    @Override
    public long timeMillis() {
        return event.getTimeStamp();
    }

    @Override
    public List<String> eventMarkers() {
        List<String> names = Collections.emptyList();
        for (int i = 0; i < markers.size(); i++) {
            if (markers.get(i).contains(marker)) {
                names = names.isEmpty() ? new ArrayList<>() : names;
                names.add(markers.get(i).getName());
            }
        }
        return names;
    }

    @Override
    public List<?> dataMarkers() {
        return markers;
    }

    @Override
    public void keyValues(BiConsumer<String, Object> taker) {
        KeyValues.of(event, taker);
    }

    @Override
    public String template() {
        return event.getMessage();
    }

    @Override
    public void arguments(Consumer<Object> taker) {
        Object[] arguments = event.getArgumentArray();
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            taker.accept(arguments[i]);
        }
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
