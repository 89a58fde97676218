// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One broker that is its own controller (KRaft), on 127.0.0.1 and with its data in one directory. It can be killed and
 * started again on the same port and data. Not for several threads.
 */
final class KafkaBroker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);

    private final Installation kafka;
    private final Path directory;
    private final Path configuration;
    private final int port = Ports.free();
    private final String name;
    private Child child;

    /** @param directory new and empty */
    static KafkaBroker start(Installation kafka, Path directory) {
        KafkaBroker broker = new KafkaBroker(kafka, directory);
        broker.format();
        broker.start();
        return broker;
    }

    private KafkaBroker(Installation kafka, Path directory) {
        this.kafka = kafka;
        this.directory = directory;
        name = "broker-" + kafka.version();
        configuration = PropertiesFile.write(directory.resolve("server.properties"), configuration());
    }

    private Map<String, String> configuration() {
        int controller = Ports.free();
        String own = "PLAINTEXT://127.0.0.1:" + port;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("process.roles", "broker,controller");
        values.put("node.id", "1");
        values.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        values.put("controller.listener.names", "CONTROLLER");
        values.put("inter.broker.listener.name", "PLAINTEXT");
        values.put("listeners", own + ",CONTROLLER://127.0.0.1:" + controller);
        values.put("advertised.listeners", own);
        values.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        values.put("log.dirs", directory.resolve("data").toString());
        values.put("auto.create.topics.enable", "false");
        values.put("group.initial.rebalance.delay.ms", "0");
        values.put("offsets.topic.num.partitions", "1");
        values.put("num.network.threads", "2");
        values.put("num.io.threads", "2");
        values.put("log.cleaner.dedupe.buffer.size", "2097152");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            values.put(topic + ".replication.factor", "1");
        }
        values.put("transaction.state.log.min.isr", "1");
        values.put("share.coordinator.state.topic.min.isr", "1");
        return values;
    }

    private void format() {
        try (Child format = Child.start(
                name + "-format",
                kafka.command(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "dHJhY2stYXBwZW5kZXJzIQ", // any 16 bytes
                        "-c",
                        configuration.toString()),
                Map.of(),
                directory.resolve("format.log"))) {
            format.awaitLine("Formatting ", START);
            format.awaitEnd();
        }
    }

    /** Returns when it serves; also after {@link #kill}. */
    void start() {
        child = Child.start(
                name,
                kafka.command("kafka.Kafka", configuration.toString()),
                Map.of(),
                directory.resolve("broker.log"));
        child.awaitLine("Kafka Server started", START);
    }

    /** For {@code bootstrap.servers}. */
    String servers() {
        return "127.0.0.1:" + port;
    }

    /** SIGKILL. */
    void kill() {
        child.kill();
    }

    /** SIGSTOP: connections stay open and nothing is answered. */
    void freeze() {
        child.stop();
    }

    /** SIGCONT. */
    void thaw() {
        child.goOn();
    }

    @Override
    public void close() {
        child.close();
    }
}
