// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import io.leadstream.domain.identity.Checked.Refused;
import io.leadstream.domain.identity.Checked.Valid;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A company's name in the form in which names are compared: NFC, one space between words, lower case without a locale.
 * Legal forms stay, because "Acme Ltd" and "Acme Inc" may well be two firms.
 *
 * @param key the comparable form
 */
public record CompanyName(String key) {

    /** A refused text was blank or stands for no company. */
    public static final String INVALID = "company_names_nobody";

    /** A refused name was longer than {@value #MAX_CHARS} characters. */
    public static final String TOO_LONG = "company_too_long";

    static final int MAX_CHARS = 300;

    /** Normalises. */
    public static Checked<CompanyName> normalise(@Nullable String raw) {
        if (raw == null) {
            return nobody();
        }
        if (raw.length() > MAX_CHARS) {
            return new Refused<>(TOO_LONG, "at most " + MAX_CHARS + " characters; shorten it");
        }
        String spaced = spaced(Text.trim(raw));
        String key = Normalizer.normalize(spaced.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return Placeholders.noCompany(key) ? nobody() : new Valid<>(new CompanyName(key));
    }

    @Override
    public String toString() {
        return key;
    }

    private static String spaced(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Text.blank(c)) {
                gap = true;
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Checked<CompanyName> nobody() {
        return new Refused<>(INVALID, "this stands for no company; give its name or leave it out");
    }
}
