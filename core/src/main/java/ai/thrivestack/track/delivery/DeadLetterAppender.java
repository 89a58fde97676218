// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Appends whole lines to a file that others may read, move away or append to at the same time. Holds no handle between
 * two calls. Not thread-safe.
 */
class DeadLetterAppender {
    final File file;
    final long maxFileBytes;

    private boolean parentsMade;
    /** The file ended with a whole line when it was looked at, and no write of ours has failed since. */
    private boolean endsWhole;

    /** @param maxFileBytes a file of this size or more is left alone */
    DeadLetterAppender(Path file, long maxFileBytes) {
        this.file = file.toFile();
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * @param lines each with its line feed
     * @return false if the file is as large as it may be
     * @throws IOException if the lines, or some of them, are not in the file
     */
    boolean append(byte[] lines) throws IOException {
        makeParents();
        long size = size();
        if (size >= maxFileBytes) {
            return false;
        }
        boolean half = size > 0 && !endsWhole && endsInHalfALine();
        endsWhole = false;
        // Not a channel: an interrupt of the application's thread would close it, and the thread would keep a direct
        // buffer of this size. In append mode what is written at once stays together, whoever else appends.
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            if (half) {
                out.write('\n');
            }
            out.write(lines);
        }
        endsWhole = true;
        return true;
    }

    /** Once: who takes the directory away later wants no more of it. */
    private void makeParents() throws IOException {
        Path parent = file.getAbsoluteFile().toPath().getParent();
        // Asked first, since older JDKs take a link to a directory for a file in its place.
        if (!parentsMade && parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
        parentsMade = true;
    }

    /** Asked once: between two questions the file may be moved away. */
    private long size() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            return 0;
        }
        // A pipe that nobody reads would block the caller.
        if (!attributes.isRegularFile()) {
            throw new IOException(attributes.isDirectory() ? "it is a directory" : "it is no regular file");
        }
        return attributes.size();
    }

    /**
     * As a full disk leaves it. Another's write may look so as long as it goes on, and an empty line come of it. False
     * if it cannot be told: the file has just been moved away, or may be written but not read.
     */
    private boolean endsInHalfALine() {
        try (RandomAccessFile end = new RandomAccessFile(file, "r")) {
            end.seek(Math.max(0, end.length() - 1));
            int last = end.read();
            return last >= 0 && last != '\n';
        } catch (IOException unknown) {
            return false;
        }
    }
}
