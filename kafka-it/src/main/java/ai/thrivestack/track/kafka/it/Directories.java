// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Where things are in this build. */
final class Directories {

    private Directories() {}

    /** Our own classes. */
    static Path classes() {
        try {
            return Path.of(Directories.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The module kafka-it. */
    static Path module() {
        return classes().getParent().getParent();
    }

    /** The project. */
    static Path project() {
        return module().getParent();
    }

    /** A directory below target for the data and output of one run, new and empty. */
    static Path fresh(String name) {
        Path directory = module().resolve("target/run").resolve(name);
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, new Deletion());
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
