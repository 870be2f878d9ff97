// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Name-based UUIDs (RFC 9562, version 5): the same name gives the same id, always and everywhere. A name is a list of
 * parts, framed by their lengths, so that no two lists run together into the same name.
 */
public final class NameBasedId {

    /** Root of all ids of this product; changing it would rename every record. */
    private static final UUID ROOT = UUID.fromString("5f0c7f0e-6a53-5c0b-9d0d-1ead57ea3000");

    private NameBasedId() {}

    /** A namespace of its own for one kind of thing, such as {@code leads}. */
    public static UUID namespace(String kind) {
        return uuid(ROOT, kind);
    }

    /** The id of the parts within a namespace, as lower-case text. An absent part differs from an empty one. */
    public static String of(UUID namespace, @Nullable String... parts) {
        StringBuilder name = new StringBuilder(64);
        for (@Nullable String part : parts) {
            if (part == null) {
                name.append("-;");
            } else {
                name.append(part.length()).append(':').append(part).append(';');
            }
        }
        return uuid(namespace, name.toString()).toString();
    }

    private static UUID uuid(UUID namespace, String name) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** SHA-256 of a text's UTF-8 in lower-case hex. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + algorithm, impossible);
        }
    }
}
