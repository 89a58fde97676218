// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Appends whole lines to a file that other processes may read, move away or append to at the same time. Keeps no file
 * open between two calls. Not thread-safe.
 */
class DeadLetterWriter {
    final File file;
    final long maxFileBytes;

    private boolean parentsMade;
    /** The file ended with a whole line when last checked, and no write has failed here since. */
    private boolean endsWhole;

    /** @param maxFileBytes a file of this size or more is not written */
    DeadLetterWriter(Path file, long maxFileBytes) {
        this.file = file.toFile();
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * @param lines each with its line feed
     * @return false if the file has reached its maximum size
     * @throws IOException if some or all of the lines are not in the file
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
        // buffer of this size. In append mode one write stays together, even if another process appends.
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            if (half) {
                out.write('\n');
            }
            out.write(lines);
        }
        endsWhole = true;
        return true;
    }

    /** Only once: a user who deletes the directory later does not want it again. */
    private void makeParents() throws IOException {
        Path parent = file.getAbsoluteFile().toPath().getParent();
        // Checked first: createDirectories of older JDKs fails at a link to a directory.
        if (!parentsMade && parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
        parentsMade = true;
    }

    /** Reads the attributes once, because the file may be moved away between two calls. */
    private long size() throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file.toPath(), BasicFileAttributes.class);
        } catch (NoSuchFileException none) {
            return 0;
        }
        // A pipe without a reader would block the caller.
        if (!attributes.isRegularFile()) {
            throw new IOException(attributes.isDirectory() ? "it is a directory" : "it is no regular file");
        }
        return attributes.size();
    }

    /**
     * A full disk can leave half a line. An unfinished write of another process looks the same; then the result is an
     * empty line. False if it is unknown: the file was just moved away, or this process may not read it.
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
