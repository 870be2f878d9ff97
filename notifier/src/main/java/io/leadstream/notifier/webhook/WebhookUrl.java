// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** An address that webhooks may be sent to: https, or http to this machine. */
public record WebhookUrl(URI uri) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int NAME_CHARS = 8;

    /**
     * Reads an address.
     *
     * @param plainHttp whether http may leave this machine
     * @throws IllegalArgumentException telling what is wrong with it, without its path or query, which may hold a secret
     */
    public static WebhookUrl of(String text, boolean plainHttp) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address such as https://crm.example.com/hooks", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
            throw new IllegalArgumentException("is no address such as https://crm.example.com/hooks");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has a user, a password or a fragment, which is not sent");
        }
        if (scheme.equals("http") && !plainHttp && !isThisMachine(uri.getHost())) {
            throw new IllegalArgumentException(
                    "goes over plain http to " + uri.getHost() + ", where everybody on the way can read it; use https");
        }
        return new WebhookUrl(uri);
    }

    /** Host and port, fit for logs. */
    public String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** A short name that stays the same as long as the address does, and doesn't tell it. */
    public String name() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(uri.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, NAME_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
    }

    /** Without path and query, which may hold a secret. */
    @Override
    public String toString() {
        return host();
    }
}
