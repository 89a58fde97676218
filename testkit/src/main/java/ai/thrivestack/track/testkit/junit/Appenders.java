// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

/** The Track appenders of this JVM, as JMX shows them: of their classes nothing is known here. */
final class Appenders {
    private static final String NAMES = "ai.thrivestack.track:type=TrackAppender,*";

    private Appenders() {}

    /**
     * Waits until everything that was logged before is settled: delivered, rejected or dropped.
     *
     * @return the accounts of the appenders where it is not; empty if all is well
     */
    static List<String> flush(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<String> unsettled = new ArrayList<>();
        for (ObjectName name : names()) {
            try {
                if (!isFlushed(name, deadline)) {
                    unsettled.add(name.getKeyProperty("name") + ": " + server().getAttribute(name, "Account"));
                }
            } catch (JMException stopped) {
                // It has delivered what it had, or has said what it lost.
            }
        }
        return unsettled;
    }

    /** A flush is also false, once, if something has been lost since the last. */
    private static boolean isFlushed(ObjectName name, long deadline) throws JMException {
        return flush(name, deadline) || flush(name, deadline) || (Long) server().getAttribute(name, "Pending") == 0;
    }

    private static boolean flush(ObjectName name, long deadline) throws JMException {
        long millis = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
        return (Boolean) server().invoke(name, "flush", new Object[] {millis}, new String[] {"long"});
    }

    static boolean areThere() {
        return !names().isEmpty();
    }

    /** The events that they have delivered so far, wherever to. */
    static long delivered() {
        long delivered = 0;
        for (ObjectName name : names()) {
            try {
                delivered += (Long) server().getAttribute(name, "Delivered");
            } catch (JMException stopped) {
                // It delivers nothing more.
            }
        }
        return delivered;
    }

    /** The records that gave no event so far, and the events that were lost, by reason. */
    static Map<String, Long> losses() {
        Map<String, Long> losses = new TreeMap<>();
        for (ObjectName name : names()) {
            try {
                add((TabularData) server().getAttribute(name, "Rejected"), losses);
                add((TabularData) server().getAttribute(name, "Dropped"), losses);
            } catch (JMException stopped) {
                // It loses nothing more.
            }
        }
        return losses;
    }

    private static void add(TabularData byReason, Map<String, Long> losses) {
        for (Object row : byReason.values()) {
            CompositeData entry = (CompositeData) row;
            losses.merge((String) entry.get("key"), (Long) entry.get("value"), Long::sum);
        }
    }

    private static Set<ObjectName> names() {
        try {
            return new TreeSet<>(server().queryNames(new ObjectName(NAMES), null));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
