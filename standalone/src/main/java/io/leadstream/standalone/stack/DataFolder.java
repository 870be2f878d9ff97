// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds everything an instance remembers. Whoever opens it owns it until they close it or die: the
 * lock is the operating system's, so that nothing stays locked after a kill.
 */
public final class DataFolder implements AutoCloseable {

    /** Rises when a folder of before can't be read any more. */
    static final int FORMAT = 1;

    /** Less room than this on the disk is too little to start with. */
    public static final long LEAST_FREE_BYTES = 512L << 20;

    private static final String VERSION_FILE = "leadstream.version";
    private static final String LOCK_FILE = "leadstream.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be and takes it.
     *
     * @throws StandaloneException when it can't be written, is full, in use, or made by another version
     */
    public static DataFolder open(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        checkVersion(path);
        checkOurs(path);
        FileChannel channel = lock(path);
        try {
            checkRoom(path, LEAST_FREE_BYTES);
            Files.writeString(path.resolve(VERSION_FILE), FORMAT + "\n");
            return new DataFolder(path, channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw unwritable(path, e);
        } catch (StandaloneException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    public Path path() {
        return path;
    }

    /** A folder within, which its user makes. */
    public Path within(String name) {
        return path.resolve(name);
    }

    /** The number in the version file; null when the folder has none, being new. */
    public static @Nullable String formatOf(Path folder) {
        try {
            Path file = folder.resolve(VERSION_FILE);
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            throw new StandaloneException(
                    folder.resolve(VERSION_FILE) + " can't be read: " + e.getMessage(),
                    "Check who may read the folder.",
                    e);
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    /**
     * Looks whether this leadstream can read the folder.
     *
     * @throws StandaloneException when it was made by another version
     */
    public static void checkVersion(Path path) {
        String format = formatOf(path);
        if (format != null && !format.equals(String.valueOf(FORMAT))) {
            throw new StandaloneException(
                    "the data folder " + path + " has format " + format + ", and this leadstream reads format "
                            + FORMAT,
                    "Start the version that made it, or choose another folder with --data."
                            + " docs/operations.md tells how to move data over.");
        }
    }

    /** Somebody's home is not taken for a data folder by a slip of the pen. */
    private static void checkOurs(Path path) {
        try (Stream<Path> entries = Files.list(path)) {
            boolean foreign = formatOf(path) == null
                    && entries.anyMatch(entry -> !entry.endsWith(LOCK_FILE) && !entry.endsWith("logs"));
            if (foreign) {
                throw new StandaloneException(
                        "the folder " + path + " holds other things than leadstream's data",
                        "Choose an empty or new folder with --data.");
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    static void checkRoom(Path path, long least) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < least) {
            throw new StandaloneException(
                    String.format(
                            Locale.ROOT,
                            "the disk of %s has only %,d MB left; %,d MB are needed",
                            path,
                            free >> 20,
                            least >> 20),
                    "Make room there, or choose a folder on another disk with --data.");
        }
    }

    private static FileChannel lock(Path path) {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                closeQuietly(channel);
                throw new StandaloneException(
                        "the data folder " + path + " is in use" + by(path),
                        "Stop that instance (Ctrl-C, or kill its process), or choose another folder with --data.");
            }
            return channel;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process holds it.
            return null;
        }
    }

    private static String by(Path path) {
        return Instance.read(path)
                .filter(Instance::isRunning)
                .map(instance -> " by process " + instance.pid() + " (" + instance.httpUrl() + ")")
                .orElse(" by another process");
    }

    private static StandaloneException unwritable(Path path, IOException e) {
        return new StandaloneException(
                "the data folder " + path + " can't be written: " + reason(e),
                "Make it writable for this user, or choose another with --data.",
                e);
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? name : name + " " + e.getMessage();
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a lock can't be given back", e);
        }
    }
}
