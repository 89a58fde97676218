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

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * One directory of a spool, and its lock: {@code <time>-<random>-<appender>/lock} and
 * {@code <time>-<random>-<appender>/<number>.segment}. The time is in milliseconds and hexadecimal, so names sort by
 * age. A name is never used twice. Only an appender of the same name may take over a directory, because another
 * appender may send to another recipient. Only this user can read the directories that are made here, because events
 * are business data.
 *
 * <p>The operating system releases the locks of a dead process. Locks do not work within one JVM: when it closes a
 * file, it loses all its locks on that file. So the lock file of a directory that is held in this JVM is never opened
 * again here. The system properties list these directories, because all class loaders share them. Thread-safe.
 */
public final class SpoolDirectory implements Closeable {
    private static final String ID = "[0-9a-f]{12}-[0-9a-f]{8}-";
    private static final String LOCK = "lock";
    private static final String SEGMENT = ".segment";
    private static final String HERE = "ai.thrivestack.track.spool.";
    /** The directories held by this class loader, in case the application clears the system properties. */
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    private static final int MOST_ATTEMPTS = 100;
    private static final int LONGEST_APPENDER = 100;

    private final Path directory;
    private final FileChannel lock;

    @GuardedBy("this")
    private long newest;

    private SpoolDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Makes and locks a new directory in this spool. Makes the spool too if it does not exist. */
    public static SpoolDirectory create(Path spool, String appender) throws IOException {
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
                SpoolDirectory created = takeOrRemove(directory);
                if (created != null && Files.exists(directory.resolve(LOCK))) {
                    return created;
                }
                if (created != null) {
                    created.close();
                }
            } catch (FileAlreadyExistsException | NoSuchFileException taken) {
                // try another name
            } // or another process took it over before it was locked here
        }
        throw new IOException("no directory of our own can be made and locked in " + spool);
    }

    /** Removes the directory if it cannot be locked, else each attempt would leave one. */
    private static SpoolDirectory takeOrRemove(Path directory) throws IOException {
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

    /** A name that every file system allows. Different appenders get different names. */
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

    /** The directories of this appender that are not held in this JVM, oldest first. */
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

    /** Locks a directory, to take it over from a dead process; null if it is in use. */
    public static SpoolDirectory take(Path directory) throws IOException {
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
            return lock == null ? null : new SpoolDirectory(directory, channel);
        } finally {
            if (lock == null) {
                if (channel != null) {
                    channel.close();
                }
                release(key);
            }
        }
    }

    /** Whether this JVM or another live process holds it. */
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

    /** Its segments, oldest first. */
    public List<Path> segments() throws IOException {
        return segments(directory);
    }

    static List<Path> segments(Path directory) throws IOException {
        return list(directory, Pattern.compile("\\d{12}" + Pattern.quote(SEGMENT)));
    }

    /** The path of the next new segment. */
    public synchronized Path nextSegment() {
        return directory.resolve(String.format(Locale.ROOT, "%012d", ++newest) + SEGMENT);
    }

    /** Deletes the directory if it has no segments, and releases the lock. */
    @Override
    public void close() throws IOException {
        String key = key(directory);
        try {
            if (segments().isEmpty()) {
                Files.deleteIfExists(directory.resolve(LOCK));
                Files.deleteIfExists(directory);
            }
        } catch (IOException left) {
            // the next keeper that looks here deletes it
        } finally {
            lock.close();
            release(key);
        }
    }
}
