// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The keys of an instance's HTTP API, made once and kept in its data folder, readable by its owner only.
 *
 * @param write opens capture
 * @param secret opens capture and commands
 */
public record Keys(String write, String secret) {

    private static final int BYTES = 20;

    static final String WRITE_FILE = "write.key";
    static final String SECRET_FILE = "secret.key";

    /** The keys of the folder, made when it has none. */
    public static Keys of(Path folder) {
        try {
            return new Keys(readOrMake(folder.resolve(WRITE_FILE)), readOrMake(folder.resolve(SECRET_FILE)));
        } catch (IOException e) {
            throw new StandaloneException(
                    "the keys in " + folder + " can't be read or made: " + e.getMessage(),
                    "Check who owns the folder.",
                    e);
        }
    }

    private static String readOrMake(Path file) throws IOException {
        if (Files.exists(file)) {
            String key = Files.readString(file).strip();
            if (!key.isEmpty()) {
                return key;
            }
        }
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, key + "\n");
        return key;
    }
}
