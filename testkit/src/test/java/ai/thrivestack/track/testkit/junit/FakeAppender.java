// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

import ai.thrivestack.track.testkit.Tracked;

/** An appender that delivers when it is flushed, unless told otherwise. For one thread. */
public final class FakeAppender implements FakeAppenderMXBean, AutoCloseable {
    private final ObjectName name;
    private final List<String> waiting = new ArrayList<>();
    private final Map<String, Long> rejected = new TreeMap<>();
    private URI endpoint = LocalApi.get().endpoint();
    private Runnable afterFlush = () -> {};
    private boolean stuck;
    private boolean lossUntold;
    private long delivered;

    FakeAppender() {
        try {
            name = new ObjectName("ai.thrivestack.track:type=TrackAppender,context=\"default\",name=\"TRACK\"");
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    void log(String event, String user, String properties) {
        logJson(Tracked.eventAt(Instant.now().toString(), event, user, properties, "{'event_id':'e-1'}"));
    }

    void logJson(String json) {
        waiting.add(json);
    }

    void reject(String reason) {
        rejected.merge(reason, 1L, Long::sum);
        lossUntold = true;
    }

    void setStuck(boolean stuck) {
        this.stuck = stuck;
    }

    void setAfterFlush(Runnable afterFlush) {
        this.afterFlush = afterFlush;
    }

    void setEndpoint(URI endpoint) {
        this.endpoint = endpoint;
    }

    static int post(URI endpoint, String body) {
        try {
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer any");
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean flush(long timeoutMillis) {
        boolean flushed = deliver();
        afterFlush.run();
        return flushed;
    }

    private boolean deliver() {
        boolean lostNone = !lossUntold;
        lossUntold = false;
        if (stuck || waiting.isEmpty()) {
            return lostNone && waiting.isEmpty();
        }
        boolean taken = post(endpoint, "[" + String.join(",", waiting) + "]") == 200;
        delivered += taken ? waiting.size() : 0;
        waiting.clear();
        return taken && lostNone;
    }

    @Override
    public long getDelivered() {
        return delivered;
    }

    @Override
    public Map<String, Long> getRejected() {
        return rejected;
    }

    @Override
    public Map<String, Long> getDropped() {
        return Collections.emptyMap();
    }

    @Override
    public long getPending() {
        return waiting.size();
    }

    @Override
    public String getAccount() {
        return "pending " + waiting.size();
    }

    @Override
    public void close() {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
