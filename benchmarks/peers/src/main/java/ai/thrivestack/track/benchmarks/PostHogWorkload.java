// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Map;

import com.posthog.java.PostHog;

/** PostHog's client for Java, which has nothing to set. */
public final class PostHogWorkload implements Workload {
    private final PostHog posthog = new PostHog.Builder("key")
            .host("http://127.0.0.1:" + Integer.getInteger("sink"))
            .build();

    @Override
    public void call(int order) {
        Map<String, Object> properties = SegmentWorkload.properties(order);
        properties.put("request_id", Orders.REQUEST_ID);
        posthog.capture(Orders.user(order), Orders.EVENT, properties);
    }

    @Override
    public void close() {
        posthog.shutdown();
    }
}
