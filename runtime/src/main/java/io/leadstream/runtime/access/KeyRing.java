// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys that open the API. Only their SHA-256 is known; comparing takes the same time whichever matches, if any. */
public final class KeyRing {

    private static final int HASH_CHARS = 64;

    /**
     * Who called.
     *
     * @param name the key's name, for logs, limits and {@code issuedBy}
     * @param secret true when it may order commands
     */
    public record Holder(String name, boolean secret) {}

    private record Key(Holder holder, String hash) {}

    private final List<Key> keys;

    private KeyRing(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys as configured.
     *
     * @param write keys that capture, each as {@code name:sha256}
     * @param secret keys that also order commands
     * @throws IllegalArgumentException naming the entry that is wrong
     */
    public static KeyRing of(List<String> write, List<String> secret) {
        List<Key> keys = new ArrayList<>();
        write.forEach(entry -> keys.add(parse(entry, false)));
        secret.forEach(entry -> keys.add(parse(entry, true)));
        return new KeyRing(keys);
    }

    /** The configuration entry of a key. */
    public static String entry(String name, String key) {
        return name + ":" + sha256(key);
    }

    /** Who holds the key, or null when nobody does. */
    public @Nullable Holder find(String presented) {
        byte[] hash = ascii(sha256(presented));
        Holder found = null;
        for (Key key : keys) {
            if (MessageDigest.isEqual(ascii(key.hash), hash)) {
                found = key.holder;
            }
        }
        return found;
    }

    /** True when nothing opens the API. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    private static Key parse(String entry, boolean secret) {
        int colon = entry.lastIndexOf(':');
        String hash = entry.substring(colon + 1).toLowerCase(Locale.ROOT);
        if (colon < 1 || hash.length() != HASH_CHARS || !hash.chars().allMatch(HexFormat::isHexDigit)) {
            // The entry may be a key in clear, so it is not repeated here.
            throw new IllegalArgumentException("a key is configured as name:SHA-256 in 64 hex digits; "
                    + (colon < 1 ? "one entry has no name" : "'" + entry.substring(0, colon) + "' has no such hash")
                    + "; printf %s KEY | sha256sum makes it");
        }
        return new Key(new Holder(entry.substring(0, colon), secret), hash);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
