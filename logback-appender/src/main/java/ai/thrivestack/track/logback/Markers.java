// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.Marker;

/** A record's markers: one at most until Logback 1.2, a list that may be null from 1.3 on. */
final class Markers {
    private static final boolean LISTED = isListed();
    /** Nobody has so many; it is there so that nothing can run away. */
    private static final int MOST = 100;

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

    /** All markers of the record but those of this name, contained ones included, the outer before the inner. */
    static List<Marker> beside(String name, ILoggingEvent event) {
        List<Marker> all = Collections.emptyList();
        if (!LISTED) {
            return addWithContained(single(event), name, all);
        }
        List<Marker> listed = event.getMarkerList();
        for (int i = 0; i < listed.size(); i++) {
            all = addWithContained(listed.get(i), name, all);
        }
        return all;
    }

    /** @param all is left alone if there is nothing to add: most records have the one marker only */
    private static List<Marker> addWithContained(Marker marker, String name, List<Marker> all) {
        List<Marker> more = all;
        if (more.size() < MOST && !more.contains(marker)) {
            if (!marker.getName().equals(name)) {
                more = more.isEmpty() ? new ArrayList<>() : more;
                more.add(marker);
            }
            if (marker.hasReferences()) {
                for (Iterator<Marker> contained = marker.iterator(); contained.hasNext(); ) {
                    more = addWithContained(contained.next(), name, more);
                }
            }
        }
        return more;
    }

    @SuppressWarnings("deprecation") // the only one that Logback 1.2 has
    private static Marker single(ILoggingEvent event) {
        return event.getMarker();
    }
}
