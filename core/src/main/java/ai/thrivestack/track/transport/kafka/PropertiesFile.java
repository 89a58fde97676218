// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The file that {@code kafkaProperties} names. It is read for every producer, so a renewed password is found. Thread-safe. */
final class PropertiesFile {
    private final Path file;
    /** What {@link #read} gave last; null if it gave nothing. */
    private volatile Properties lastRead;

    /** @param file null if there is none */
    PropertiesFile(Path file) {
        this.file = file;
    }

    /**
     * Empty if there is no file.
     *
     * @throws IOException if it cannot be read; the message says what to do and shows nothing of the content
     */
    Properties read() throws IOException {
        lastRead = null;
        lastRead = content();
        return lastRead;
    }

    /** It holds something else than {@link #read} gave last. */
    boolean hasChanged() {
        try {
            return file != null && !content().equals(lastRead);
        } catch (IOException stillNone) {
            return false;
        }
    }

    private Properties content() throws IOException {
        Properties content = new Properties();
        if (file != null) {
            try (InputStream in = Files.newInputStream(file)) {
                content.load(in);
            } catch (IOException | SecurityException | IllegalArgumentException unreadable) {
                throw new IOException("kafkaProperties " + file + " cannot be read: "
                        + unreadable.getClass().getSimpleName() + ". It must be a properties file of Kafka's producer");
            }
        }
        return content;
    }
}
