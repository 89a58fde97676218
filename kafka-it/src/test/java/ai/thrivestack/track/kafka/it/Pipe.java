// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

import ai.thrivestack.track.testkit.TrackServer;

/** One test's own way to the API: a topic, a connector with the sample configuration, and a server. */
final class Pipe implements AutoCloseable {

    static final String TOKEN = "secret-of-the-pipe";
    static final int PARTITIONS = 6;

    /** As the issue has it, from the last delivery on. */
    private static final Duration LAG = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final String name;
    private final Path tokenFile;
    private final TrackServer server = TrackServer.start();
    private final Arrivals arrivals = new Arrivals(server);

    /** With an empty topic, and not yet a connector. */
    Pipe(Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        tokenFile = cluster.directory().resolve(name + ".token");
        server.accept(TOKEN);
        replaceToken(TOKEN);
        cluster.topics().create(name, PARTITIONS);
    }

    String topic() {
        return name;
    }

    /** Where refused events go. */
    String dead() {
        return name + "-dead";
    }

    TrackServer server() {
        return server;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** In one step, as a volume with secrets has it. */
    void replaceToken(String token) {
        try {
            Path written = Files.writeString(tokenFile.resolveSibling(tokenFile.getFileName() + ".new"), token);
            Files.move(written, tokenFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the connector, or changes its number of tasks, and waits until all run. */
    void connect(int tasks) {
        connect(tasks, Map.of());
    }

    /** @param others instead of the sample's values, or beside them */
    void connect(int tasks, Map<String, String> others) {
        Map<String, String> configuration = Page.kafka().json("connector");
        configuration.put("topics", topic());
        configuration.put("tasks.max", Integer.toString(tasks));
        configuration.put("endpoint", server.endpoint().toString());
        configuration.put("tokenFile", tokenFile.toString());
        configuration.put("errors.deadletterqueue.topic.name", dead());
        configuration.put("errors.deadletterqueue.topic.replication.factor", "1");
        configuration.put("consumer.override.session.timeout.ms", "6000");
        configuration.putAll(others);
        cluster.connectors().put(name, configuration);
        cluster.connectors().awaitRunning(name, tasks);
    }

    /** The appender's element as the page shows it, with this topic. */
    String appender(Framework framework) {
        return Page.kafka()
                .sample(framework.id())
                .replace("kafka-1:9092,kafka-2:9092", cluster.broker().servers())
                .replace("track-events", topic());
    }

    Application application(Framework framework, String client) {
        return application(framework, client, appender(framework));
    }

    Application application(Framework framework, String client, String appender) {
        return Application.start(
                name + "-" + framework.id() + "-" + client, framework, client, appender, cluster.directory());
    }

    /** The group of the connector's tasks. */
    String group() {
        return "connect-" + name;
    }

    long lag() {
        return cluster.topics().lag(group(), topic());
    }

    void awaitNoLag() {
        cluster.topics().awaitNoLag(group(), topic(), LAG);
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        cluster.connectors().delete(name);
        server.close();
    }
}
