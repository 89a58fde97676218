// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

import ai.thrivestack.track.TrackAppenderMXBean;
import ai.thrivestack.track.TrackCounts;

/**
 * The JMX bean of one appender, or relay. If JMX refuses it there is none; delivery does not need it. In a runtime without JMX this
 * class cannot be loaded; its caller catches the error.
 */
final class AppenderBean implements TrackAppenderMXBean {
    private static final int MOST_NAMESAKES = 100;

    private final Supplier<TrackCounts> counts;
    private final Predicate<Duration> flush;

    private AppenderBean(Supplier<TrackCounts> counts, Predicate<Duration> flush) {
        this.counts = counts;
        this.flush = flush;
    }

    /** @return removes the bean */
    static Runnable register(
            String type, String context, String name, Supplier<TrackCounts> counts, Predicate<Duration> flush) {
        try {
            String fullName = "ai.thrivestack.track:type=" + type + ",context=" + ObjectName.quote(context) + ",name="
                    + ObjectName.quote(name);
            return register(fullName, new AppenderBean(counts, flush));
        } catch (JMException | RuntimeException none) {
            return () -> {};
        }
    }

    /** Two web applications may give their contexts and appenders the same names. */
    private static Runnable register(String name, AppenderBean bean) throws JMException {
        for (int number = 1; ; number++) {
            ObjectName unique = new ObjectName(number == 1 ? name : name + ",number=" + number);
            try {
                ManagementFactory.getPlatformMBeanServer().registerMBean(bean, unique);
                return () -> unregister(unique);
            } catch (InstanceAlreadyExistsException namesake) {
                if (number == MOST_NAMESAKES) {
                    throw namesake;
                }
            }
        }
    }

    private static void unregister(ObjectName name) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            // it has been removed already
        }
    }

    @Override
    public long getAccepted() {
        return counts.get().accepted();
    }

    @Override
    public long getDelivered() {
        return counts.get().delivered();
    }

    @Override
    public Map<String, Long> getRejected() {
        return counts.get().rejectedByReason();
    }

    @Override
    public Map<String, Long> getDropped() {
        return counts.get().droppedByReason();
    }

    @Override
    public long getPending() {
        return counts.get().pending();
    }

    @Override
    public String getAccount() {
        return counts.get().toString();
    }

    @Override
    public boolean flush(long timeoutMillis) {
        return flush.test(Duration.ofMillis(timeoutMillis));
    }
}
