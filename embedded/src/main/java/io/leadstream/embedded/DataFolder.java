// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that belongs to one process at a time. The operating system gives it back when the process dies, however
 * it dies.
 */
final class DataFolder implements AutoCloseable {

    private static final String LOCK = "in-use.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder where needed and takes it.
     *
     * @throws EmbeddedException when another process has it, or it can't be written
     */
    static DataFolder take(Path folder, String server) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            keepPrivate(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new EmbeddedException(
                        EmbeddedException.Kind.FOLDER_IN_USE,
                        "folder " + path + " is in use by " + server + " of another process: stop that one or choose"
                                + " another folder");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new EmbeddedException(
                    EmbeddedException.Kind.FOLDER_UNUSABLE,
                    "folder " + path + " can't be used by " + server + ": " + e + " (" + freeMegabytes(path)
                            + " MB are free)",
                    e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** First line of a file in the folder; null when there is no such file. */
    @Nullable
    String read(String name) {
        try {
            Path file = path.resolve(name);
            if (!Files.exists(file)) {
                return null;
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.get(0).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String line) {
        try {
            Files.writeString(path.resolve(name), line + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes something in the folder with all that is in it. */
    void delete(String name) {
        deleteTree(path.resolve(name));
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long freeMegabytes(Path path) {
        Path present = path;
        while (present != null && !Files.exists(present)) {
            present = present.getParent();
        }
        return present == null ? 0 : present.toFile().getUsableSpace() / (1024 * 1024);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data are people's, and the database's programs are unpacked here: nobody else reads or puts in anything. */
    private static void keepPrivate(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return null;
        }
    }
}
