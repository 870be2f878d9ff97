// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.leadstream.domain.identity.Checked.Refused;
import io.leadstream.domain.identity.Checked.Valid;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164: the identity of a person without an e-mail.
 *
 * @param e164 plus sign and 4 to 15 digits; an extension is not part of it
 */
public record PhoneNumber(String e164) {

    /** A refused text was no phone number. */
    public static final String INVALID = "phone_invalid";

    /** A refused number stands for nobody: one digit repeated, or digits counted up. */
    public static final String NAMES_NOBODY = "phone_names_nobody";

    private static final int MAX_RAW_CHARS = 100;
    private static final int MIN_DIGITS = 5;

    /**
     * Normalises.
     *
     * @param region two-letter country of numbers written without a country code; null when there is none
     */
    public static Checked<PhoneNumber> normalise(@Nullable String raw, @Nullable String region) {
        String text = raw == null || raw.length() > MAX_RAW_CHARS ? "" : Text.trim(raw);
        if (text.isEmpty()) {
            return invalid(region);
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        Phonenumber.PhoneNumber parsed;
        try {
            parsed = numbers.parse(text, region);
        } catch (NumberParseException refused) {
            return invalid(region);
        }
        String national = Long.toString(parsed.getNationalNumber());
        if (standsForNobody(national)) {
            return new Refused<>(NAMES_NOBODY, "this number stands for nobody; give the person's own or leave it out");
        }
        // Possible, not valid: numbering plans grow, and tomorrow's number must not change today's identity.
        if (!numbers.isPossibleNumber(parsed) || national.length() < MIN_DIGITS) {
            return invalid(region);
        }
        return new Valid<>(new PhoneNumber(numbers.format(parsed, PhoneNumberFormat.E164)));
    }

    @Override
    public String toString() {
        return e164;
    }

    private static boolean standsForNobody(String digits) {
        boolean same = true;
        boolean counting = true;
        for (int i = 1; i < digits.length(); i++) {
            int step = digits.charAt(i) - digits.charAt(i - 1);
            same &= step == 0;
            counting &= step == 1 || step == -9;
        }
        return same || counting;
    }

    private static Checked<PhoneNumber> invalid(@Nullable String region) {
        return new Refused<>(
                INVALID,
                region == null
                        ? "write it with its country code, such as +44 20 7946 0018"
                        : "write it as dialled within " + region
                                + ", or with its country code, such as +44 20 7946 0018");
    }
}
