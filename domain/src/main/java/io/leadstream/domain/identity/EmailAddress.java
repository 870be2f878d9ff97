// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import io.leadstream.domain.identity.Checked.Refused;
import io.leadstream.domain.identity.Checked.Valid;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A normalised e-mail address: the identity of a person. Two texts that normalise to the same value are the same person,
 * so nothing here may fold more than mail systems do: the domain is IDNA, the local part is NFC with only its ASCII
 * letters lower-cased.
 *
 * @param local the part before the last {@code @}, quoted only where it must be
 * @param domain the ASCII (punycode) domain in lower case
 */
public record EmailAddress(String local, String domain) {

    /** A refused text was no address at all. */
    public static final String INVALID = "email_invalid";

    /** A refused text was longer than an address may be. */
    public static final String TOO_LONG = "email_too_long";

    /** A refused address stands for nobody: {@code test@...}, {@code null}, {@code undefined}, ... */
    public static final String NAMES_NOBODY = "email_names_nobody";

    /** Octets of a local part (RFC 5321, 4.5.3.1.1). */
    static final int MAX_LOCAL_OCTETS = 64;

    /** Octets of an address that fits a mail path (RFC 5321, 4.5.3.1.3). */
    static final int MAX_OCTETS = 254;

    /** Longer texts are refused before any work is spent on them. */
    private static final int MAX_RAW_CHARS = 1_000;

    /** Normalises without folding plus-tags or dots. */
    public static Checked<EmailAddress> normalise(@Nullable String raw) {
        return normalise(raw, EmailFolding.NONE);
    }

    /** Normalises; {@code folding} says at which domains plus-tags and dots do not tell people apart. */
    public static Checked<EmailAddress> normalise(@Nullable String raw, EmailFolding folding) {
        String text = raw == null ? "" : Text.trim(raw);
        if (text.isEmpty()) {
            return refused("an e-mail address is missing");
        }
        if (text.length() > MAX_RAW_CHARS) {
            return tooLong();
        }
        if (Placeholders.noValue(text)) {
            return namesNobody();
        }
        int at = text.lastIndexOf('@');
        if (at <= 0) {
            return refused("write it as name@domain, with one plain @");
        }
        String local = LocalPart.normalise(text.substring(0, at));
        if (local == null) {
            return refused(
                    "the part before the @ has a character or a dot where none may be; put it right or in quotes");
        }
        String domain = MailDomain.normalise(text.substring(at + 1));
        if (domain == null) {
            return refused("the part after the @ is no internet domain such as example.com");
        }
        String folded = folding.fold(local, domain);
        if (Placeholders.nobody(folded)) {
            return namesNobody();
        }
        int octets = folded.getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_LOCAL_OCTETS || octets + 1 + domain.length() > MAX_OCTETS) {
            return tooLong();
        }
        return new Valid<>(new EmailAddress(folded, domain));
    }

    /** The whole address: what is stored, compared and hashed into the lead id. */
    public String value() {
        return local + '@' + domain;
    }

    @Override
    public String toString() {
        return value();
    }

    private static Checked<EmailAddress> refused(String message) {
        return new Refused<>(INVALID, message);
    }

    private static Checked<EmailAddress> tooLong() {
        return new Refused<>(
                TOO_LONG,
                "at most " + MAX_LOCAL_OCTETS + " bytes before the @ and " + MAX_OCTETS + " bytes in all; shorten it");
    }

    private static Checked<EmailAddress> namesNobody() {
        return new Refused<>(
                NAMES_NOBODY, "this address stands for nobody; give the person's own address or leave it out");
    }
}
