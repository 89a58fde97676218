// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

import ai.thrivestack.track.TrackAppenderMXBean;

/**
 * The JMX bean of one appender. If JMX refuses it there is none; delivery does not need it. In a runtime without JMX this
 * class cannot be loaded; its caller catches the error.
 */
final class AppenderBean implements TrackAppenderMXBean {
    private static final int MOST_NAMESAKES = 100;

    private final TrackPipeline pipeline;

    private AppenderBean(TrackPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** @return removes the bean */
    static Runnable register(String appender, String context, TrackPipeline pipeline) {
        try {
            String name = "ai.thrivestack.track:type=TrackAppender,context=" + ObjectName.quote(context) + ",name="
                    + ObjectName.quote(appender);
            return register(name, new AppenderBean(pipeline));
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
        return pipeline.counts().accepted();
    }

    @Override
    public long getDelivered() {
        return pipeline.counts().delivered();
    }

    @Override
    public Map<String, Long> getRejected() {
        return pipeline.counts().rejectedByReason();
    }

    @Override
    public Map<String, Long> getDropped() {
        return pipeline.counts().droppedByReason();
    }

    @Override
    public long getPending() {
        return pipeline.counts().pending();
    }

    @Override
    public String getAccount() {
        return pipeline.counts().toString();
    }

    @Override
    public boolean flush(long timeoutMillis) {
        return pipeline.flush(Duration.ofMillis(timeoutMillis));
    }
}
