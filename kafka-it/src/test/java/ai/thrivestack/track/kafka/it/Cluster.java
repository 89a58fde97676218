// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A broker and two workers with our plugin, all of the newest version. */
final class Cluster implements AutoCloseable {

    private final Path directory;
    private final Path plugins;
    private final KafkaBroker broker;
    private final List<ConnectWorker> workers = new ArrayList<>();
    private Topics topics;

    static Cluster start(String name) {
        return start(name, Installation.NEWEST, 2);
    }

    /** @param version of the workers; the broker is always the newest */
    static Cluster start(String name, String version, int workers) {
        Cluster cluster = new Cluster(name);
        try {
            cluster.start(version, workers);
            return cluster;
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private Cluster(String name) {
        directory = Directories.fresh(name);
        plugins = Plugin.copyTo(directory.resolve("plugins"));
        broker = KafkaBroker.start(Installation.of(Installation.NEWEST), directory);
    }

    private void start(String version, int number) {
        topics = new Topics(broker.servers());
        for (int i = 1; i <= number; i++) {
            addWorker("worker-" + i, version, List.of());
        }
        workers.forEach(ConnectWorker::awaitReady);
    }

    /** Starts one more; it is not ready yet. The first finds plugins in each way that Connect knows, as is its default. */
    ConnectWorker addWorker(String name, String version, List<Path> neighbours) {
        ConnectWorker worker = ConnectWorker.start(
                name,
                Installation.of(version),
                broker.servers(),
                plugins,
                directory,
                workers.isEmpty() ? Map.of() : ConnectWorker.LISTED_PLUGINS,
                neighbours);
        workers.add(worker);
        return worker;
    }

    /** Before a worker starts. */
    void addToPlugin(Path jar) {
        Plugin.add(plugins, jar);
    }

    KafkaBroker broker() {
        return broker;
    }

    ConnectWorker worker(int number) {
        return workers.get(number - 1);
    }

    /** REST, asked at the first worker. */
    Connectors connectors() {
        return connectors(1);
    }

    /** REST, asked at that worker. */
    Connectors connectors(int worker) {
        return new Connectors(worker(worker).rest());
    }

    Topics topics() {
        return topics;
    }

    Path directory() {
        return directory;
    }

    /** Whether that text is anywhere in what broker, workers and applications have printed. */
    boolean hasPrinted(String text) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).anyMatch(file -> contains(file, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorker::close);
        if (topics != null) {
            topics.close();
        }
        broker.close();
    }
}
