// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A distributed Connect worker. Workers of one broker are one group. It can be ended and started again. */
final class ConnectWorker implements AutoCloseable {

    /**
     * Believes what jars say of their plugins, and does not look at all their classes as well, Kafka's own among them: for
     * a start in half the time.
     */
    static final Map<String, String> LISTED_PLUGINS = Map.of("plugin.discovery", "service_load");

    private static final Duration START = Duration.ofSeconds(90);

    private final Installation kafka;
    private final Path directory;
    private final List<Path> neighbours;
    private final Path configuration;
    private final int port = Ports.free();
    private final String name;
    private Child child;

    /**
     * Starts one, and returns before it serves: see {@link #awaitReady}.
     *
     * @param name different for each worker of a test
     * @param plugins a directory with plugins
     * @param settings beside those that each has
     * @param neighbours other jars on the worker's own class path, before Kafka's
     */
    static ConnectWorker start(
            String name,
            Installation kafka,
            String servers,
            Path plugins,
            Path directory,
            Map<String, String> settings,
            List<Path> neighbours) {
        ConnectWorker worker = new ConnectWorker(name, kafka, directory, neighbours);
        Map<String, String> configuration = worker.configuration(servers, plugins);
        configuration.putAll(settings);
        PropertiesFile.write(worker.configuration, configuration);
        worker.start();
        return worker;
    }

    private ConnectWorker(String name, Installation kafka, Path directory, List<Path> neighbours) {
        this.name = name + "-" + kafka.version();
        this.kafka = kafka;
        this.directory = directory;
        this.neighbours = neighbours;
        configuration = directory.resolve(name + ".properties");
    }

    private Map<String, String> configuration(String servers, Path plugins) {
        Map<String, String> values = new LinkedHashMap<>(Page.kafka().properties("worker"));
        values.put("bootstrap.servers", servers);
        values.put("listeners", "http://127.0.0.1:" + port);
        values.put("rest.advertised.host.name", "127.0.0.1");
        values.put("plugin.path", plugins.toString());
        for (String topic : new String[] {"offset.storage", "config.storage", "status.storage"}) {
            values.put(topic + ".replication.factor", "1");
        }
        values.put("offset.storage.partitions", "1");
        values.put("status.storage.partitions", "1");
        // A test does not wait for a minute until a dead worker's tasks go to another.
        values.put("scheduled.rebalance.max.delay.ms", "2000");
        values.put("session.timeout.ms", "6000");
        values.put("heartbeat.interval.ms", "1000");
        return values;
    }

    /** Starts it again, also if it has been killed, and returns when it serves. */
    void restart() {
        child.kill();
        start();
        awaitReady();
    }

    private void start() {
        child = Child.start(
                name,
                kafka.command(
                        neighbours,
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(configuration.toString())),
                Map.of(),
                directory.resolve(name + ".log"));
    }

    /** Returns when it serves and is in the group. */
    void awaitReady() {
        child.awaitLine("Finished starting connectors and tasks", START);
    }

    /** Its REST interface. */
    URI rest() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** SIGKILL. */
    void kill() {
        child.kill();
    }

    /** SIGTERM, and waits for the end. */
    void terminate() {
        child.terminate();
    }

    /** All lines so far in which the pattern is found, of the process that runs or ran last. */
    List<String> lines(String pattern) {
        return child.lines(pattern);
    }

    @Override
    public void close() {
        child.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
