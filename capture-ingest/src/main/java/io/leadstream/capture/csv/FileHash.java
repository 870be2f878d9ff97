// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.domain.identity.EventIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from what is in files. */
final class FileHash {

    private static final int BUFFER = 65_536;

    private FileHash() {}

    /** The id of importing this content by this mapping: a repeat has the same. */
    static String importId(Path file, Path mapping) throws IOException {
        return EventIds.derived("import", sha256(file), sha256(mapping));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
