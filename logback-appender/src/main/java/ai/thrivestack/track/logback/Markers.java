// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.Marker;

/** A record's markers: one at most until Logback 1.2, a list that may be null from 1.3 on. */
final class Markers {
    private static final boolean LISTED = isListed();

    private Markers() {}

    private static boolean isListed() {
        try {
            ILoggingEvent.class.getMethod("getMarkerList");
            return true;
        } catch (NoSuchMethodException logback12) {
            return false;
        }
    }

    /** If a marker of the record has this name, or contains one that has. */
    static boolean isTracked(ILoggingEvent event, String name) {
        if (!LISTED) {
            return isTracked(single(event), name);
        }
        List<Marker> markers = event.getMarkerList();
        if (markers != null) {
            for (int i = 0; i < markers.size(); i++) {
                if (isTracked(markers.get(i), name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTracked(Marker marker, String name) {
        return marker != null && marker.contains(name);
    }

    /** The name of the first marker that contains one of this name without having it, null if there is none. */
    static String eventMarker(ILoggingEvent event, String name) {
        if (!LISTED) {
            return eventMarker(single(event), name);
        }
        for (Marker marker : event.getMarkerList()) {
            String found = eventMarker(marker, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String eventMarker(Marker marker, String name) {
        return isTracked(marker, name) && !marker.getName().equals(name) ? marker.getName() : null;
    }

    @SuppressWarnings("deprecation") // the only one that Logback 1.2 has
    private static Marker single(ILoggingEvent event) {
        return event.getMarker();
    }
}
