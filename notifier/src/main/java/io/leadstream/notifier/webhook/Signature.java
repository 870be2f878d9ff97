// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of Standard Webhooks: HMAC-SHA256 over id, time and body. With several secrets there are several
 * signatures, so that a receiver can change to a new secret at its own time. Thread-safe.
 */
public final class Signature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final List<SecretKeySpec> secrets;

    private Signature(List<SecretKeySpec> secrets) {
        this.secrets = secrets;
    }

    /**
     * Reads secrets, separated by commas.
     *
     * @throws IllegalArgumentException when one is no such secret; the message doesn't hold it
     */
    public static Signature of(String text) {
        List<SecretKeySpec> secrets = new ArrayList<>();
        for (String secret : text.split(",", -1)) {
            secrets.add(new SecretKeySpec(bytes(secret.strip()), ALGORITHM));
        }
        return new Signature(List.copyOf(secrets));
    }

    /** What the header {@code webhook-signature} says. */
    String sign(String id, long epochSeconds, byte[] body) {
        byte[] head = (id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hash(secret, head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] hash(SecretKeySpec secret, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(head);
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String secret) {
        byte[] bytes;
        try {
            bytes = secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length < LEAST_BYTES || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("is no secret: whsec_ and " + LEAST_BYTES + " to " + MOST_BYTES
                    + " random bytes in base64, as `echo whsec_$(openssl rand -base64 32)` makes");
        }
        return bytes;
    }
}
