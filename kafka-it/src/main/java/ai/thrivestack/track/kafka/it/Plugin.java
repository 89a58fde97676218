// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The connector's jar, as kafka-connect has packaged it. */
final class Plugin {

    private Plugin() {}

    /** Makes a directory for {@code plugin.path}, and in it that of our plugin, with its jar. */
    static Path copyTo(Path plugins) {
        add(plugins, jar());
        return plugins;
    }

    /** Puts a jar beside ours. */
    static void add(Path plugins, Path jar) {
        try {
            Path plugin = Files.createDirectories(plugins.resolve("track"));
            Files.copy(jar, plugin.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path target = Directories.project().resolve("kafka-connect/target");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file ->
                            file.getFileName().toString().matches("track-kafka-connect-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException("one plugin jar is wanted in " + target + ", but there are " + jars);
            }
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
