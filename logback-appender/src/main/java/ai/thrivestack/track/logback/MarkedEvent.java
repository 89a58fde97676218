// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Collections;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.Marker;

/**
 * A log call as an event. It answers for its marker itself, since an event takes one by {@code setMarker} in Logback
 * 1.2 and by {@code addMarker} from 1.3 on.
 */
final class MarkedEvent extends LoggingEvent {
    private final List<Marker> markers;

    MarkedEvent(Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        super(Logger.FQCN, logger, level, format, thrown, arguments);
        this.markers = Collections.singletonList(marker);
    }

    @Override
    @SuppressWarnings("deprecation") // the only one that Logback 1.2 has
    public Marker getMarker() {
        return markers.get(0);
    }

    @Override
    public List<Marker> getMarkerList() {
        return markers;
    }
}
