// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.Map;

/** What the extension uses of an appender's bean. Written from its documentation: no class of core is used here. */
public interface FakeAppenderMXBean {
    long getDelivered();

    Map<String, Long> getRejected();

    Map<String, Long> getDropped();

    long getPending();

    String getAccount();

    boolean flush(long timeoutMillis);
}
