// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A directory in a spool, and the lock that says whose it is: {@code <time>-<chance>-<appender>/lock} and
 * {@code <time>-<chance>-<appender>/<number>.segment}, the time in milliseconds and hexadecimal, so that names sort by
 * age. A name is never used twice. The appender's name says who may take over: another appender may send to somebody
 * else. Directories that we make can be read by this user alone: events are business data.
 *
 * <p>The operating system gives a dead process's locks back. Within one JVM locks do not help, even harm: closing a file
 * gives back every lock of the process on it. So no file of an owner in this JVM is ever opened by another one; who is
 * here stands in the system properties, the one place that all class loaders share. Thread-safe.
 */
public final class Owner implements Closeable {
    private static final String ID = "[0-9a-f]{12}-[0-9a-f]{8}-";
    private static final String LOCK = "lock";
    private static final String SEGMENT = ".segment";
    private static final String HERE = "ai.thrivestack.track.spool.";
    /** The same for this class loader, should somebody clear the properties. */
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    private static final int MOST_ATTEMPTS = 100;
    private static final int LONGEST_APPENDER = 100;

    private final Path directory;
    private final FileChannel lock;
    private long newest;

    private Owner(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** A new owner in this spool, which is made if it is not there. */
    public static Owner create(Path spool, String appender) throws IOException {
        if (!Files.isDirectory(spool)) {
            Files.createDirectories(spool, forThisUser(spool));
        }
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            String name = String.format(
                    Locale.ROOT,
                    "%012x-%08x-%s",
                    System.currentTimeMillis(),
                    ThreadLocalRandom.current().nextInt(),
                    inAName(appender));
            try {
                Path directory = Files.createDirectory(spool.resolve(name), forThisUser(spool));
                Owner owner = takeOrRemove(directory);
                if (owner != null && Files.exists(directory.resolve(LOCK))) {
                    return owner;
                }
                if (owner != null) {
                    owner.close();
                }
            } catch (FileAlreadyExistsException | NoSuchFileException taken) {
                // another name, then
            } // or somebody took it for left over before it was locked
        }
        throw new IOException("no directory of our own can be made and locked in " + spool);
    }

    /** Where files cannot be locked, each attempt would leave a directory. */
    private static Owner takeOrRemove(Path directory) throws IOException {
        try {
            return take(directory);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(directory.resolve(LOCK));
            Files.deleteIfExists(directory);
            throw failed;
        }
    }

    private static FileAttribute<?>[] forThisUser(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** What may stand in a file's name on every system; different appenders stay different. */
    private static String inAName(String appender) {
        StringBuilder name = new StringBuilder();
        for (char c : appender.toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            name.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "_%04x", (int) c));
        }
        return name.length() <= LONGEST_APPENDER
                ? name.toString()
                : name.substring(0, LONGEST_APPENDER) + String.format(Locale.ROOT, "_%08x", appender.hashCode());
    }

    /** The directories of this appender that no owner in this JVM has, the oldest first. */
    public static List<Path> others(Path spool, String appender) throws IOException {
        List<Path> others = new ArrayList<>();
        for (Path directory : list(spool, Pattern.compile(ID + Pattern.quote(inAName(appender))))) {
            if (!isHere(directory)) {
                others.add(directory);
            }
        }
        return others;
    }

    static List<Path> directories(Path spool) throws IOException {
        return list(spool, Pattern.compile(ID + ".*"));
    }

    private static List<Path> list(Path directory, Pattern names) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (names.matcher(entry.getFileName().toString()).matches()) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        Collections.sort(found);
        return found;
    }

    /** Takes over what a dead process left; null if its owner lives. */
    public static Owner take(Path directory) throws IOException {
        String key = key(directory);
        if (!HELD.add(key)) {
            return null;
        }
        if (System.getProperties().putIfAbsent(key, "") != null) {
            HELD.remove(key);
            return null;
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            return lock == null ? null : new Owner(directory, channel);
        } finally {
            if (lock == null) {
                if (channel != null) {
                    channel.close();
                }
                release(key);
            }
        }
    }

    /** An owner in this JVM, or in another process that lives. */
    static boolean isInUse(Path directory) throws IOException {
        if (isHere(directory)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        }
    }

    private static boolean isHere(Path directory) {
        String key = key(directory);
        return HELD.contains(key) || System.getProperty(key) != null;
    }

    private static void release(String key) {
        System.clearProperty(key);
        HELD.remove(key);
    }

    private static String key(Path directory) {
        Path real;
        try {
            real = directory.toRealPath();
        } catch (IOException gone) {
            real = directory.toAbsolutePath().normalize();
        }
        return HERE + real;
    }

    public Path directory() {
        return directory;
    }

    /** Its segments, the oldest first. */
    public List<Path> segments() throws IOException {
        return segments(directory);
    }

    static List<Path> segments(Path directory) throws IOException {
        return list(directory, Pattern.compile("\\d{12}" + Pattern.quote(SEGMENT)));
    }

    /** Where its next segment should be. */
    public synchronized Path nextSegment() {
        return directory.resolve(String.format(Locale.ROOT, "%012d", ++newest) + SEGMENT);
    }

    /** Takes the directory away if it holds nothing any more, and gives the lock back. */
    @Override
    public void close() throws IOException {
        String key = key(directory);
        try {
            if (segments().isEmpty()) {
                Files.deleteIfExists(directory.resolve(LOCK));
                Files.deleteIfExists(directory);
            }
        } catch (IOException left) {
            // the next one who looks takes it away
        } finally {
            lock.close();
            release(key);
        }
    }
}
