// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that a mail can go to, in the form every mail server takes: plain ASCII, without quotes, comments or a name.
 * Nothing that could end a command or a header gets through.
 */
public record MailAddress(String local, String domain) {

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,20}");
    private static final int MOST_LOCAL = 64;
    private static final int MOST = 254;

    /** Reads an address; nothing when it is none. */
    public static Optional<MailAddress> of(@Nullable String text) {
        if (text == null || text.length() > MOST) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        if (at <= 0) {
            return Optional.empty();
        }
        String local = trimmed.substring(0, at);
        String domain = ascii(trimmed.substring(at + 1));
        boolean fits = local.length() <= MOST_LOCAL && local.length() + 1 + domain.length() <= MOST;
        return fits && LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches()
                ? Optional.of(new MailAddress(local, domain))
                : Optional.empty();
    }

    /** The whole address. */
    public String value() {
        return local + "@" + domain;
    }

    /** Not the address: it has no place in a log. */
    @Override
    public String toString() {
        return "[e-mail]";
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
