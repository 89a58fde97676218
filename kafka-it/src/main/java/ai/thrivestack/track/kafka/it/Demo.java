// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./demo kafka} runs: a broker, a Connect worker with our connector, and then the example application, which
 * knows the broker alone. Started by the local Track API, whose endpoint and token are in the environment. Ends when
 * the application's events are delivered; broker and worker end with it, also at Ctrl-C.
 */
public final class Demo {

    private static final String TOPIC = "track-events";
    private static final String CONNECTOR = "track";
    private static final int PARTITIONS = 2;
    private static final Duration DELIVERY = Duration.ofSeconds(60);

    private final String framework;
    private final Path directory = Directories.fresh("demo");

    private Demo(String framework) {
        this.framework = framework;
    }

    /** {@code logback} or {@code log4j2}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1 || !args[0].matches("logback|log4j2")) {
            System.err.println("usage: ./demo kafka [logback|log4j2]");
            System.exit(2);
        }
        System.exit(new Demo(args[0]).run());
    }

    private int run() throws IOException, InterruptedException {
        System.out.println("Starting Kafka " + Installation.NEWEST + ", its output is in " + directory);
        Installation kafka = Installation.of(Installation.NEWEST);
        try (KafkaBroker broker = KafkaBroker.start(kafka, directory);
                Topics topics = new Topics(broker.servers())) {
            topics.create(TOPIC, PARTITIONS);
            System.out.println("broker " + broker.servers() + ", topic " + TOPIC);
            Path plugins = Plugin.copyTo(directory.resolve("plugins"));
            try (ConnectWorker worker = ConnectWorker.start(
                    "worker", kafka, broker.servers(), plugins, directory, ConnectWorker.LISTED_PLUGINS, List.of())) {
                worker.awaitReady();
                startConnector(worker);
                int code = runApplication(broker.servers());
                Await.until("delivery", DELIVERY, () -> topics.lag("connect-" + CONNECTOR, TOPIC), lag -> lag == 0);
                System.out.println(topics.size(TOPIC) + " events went through the topic");
                return code;
            }
        }
    }

    private void startConnector(ConnectWorker worker) throws IOException {
        Path tokenFile = Files.writeString(directory.resolve("token"), System.getenv("THRIVESTACK_TOKEN"));
        Map<String, String> configuration = Page.kafka().json("connector");
        configuration.put("tasks.max", Integer.toString(PARTITIONS));
        configuration.put("endpoint", System.getenv("TRACK_ENDPOINT"));
        configuration.put("tokenFile", tokenFile.toString());
        configuration.put("flushInterval", "200ms");
        configuration.put("errors.deadletterqueue.topic.replication.factor", "1");
        Connectors connectors = new Connectors(worker.rest());
        connectors.put(CONNECTOR, configuration);
        connectors.awaitRunning(CONNECTOR, PARTITIONS);
        System.out.println("connector " + worker.rest() + "/connectors/" + CONNECTOR + "/status");
    }

    /** Returns the exit code. It shares our standard streams, and has neither token nor endpoint. */
    private int runApplication(String servers) throws IOException, InterruptedException {
        Path project = Directories.project();
        Path example = project.resolve("example");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                example.resolve("target/classes").toString(),
                                example.resolve("target/" + framework) + "/*",
                                Directories.module().resolve("target/clients/" + Installation.NEWEST) + "/*"),
                        "-Dlogback.configurationFile=" + example.resolve("config/logback-kafka.xml"),
                        "-Dlog4j2.configurationFile=" + example.resolve("config/log4j2-kafka.xml"),
                        "com.example.shop.Shop")
                .inheritIO();
        builder.environment().keySet().removeIf(key -> key.startsWith("THRIVESTACK_") || key.startsWith("TRACK_"));
        builder.environment().put("KAFKA_SERVERS", servers);
        return builder.start().waitFor();
    }
}
