// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.util.Set;

/**
 * Words that forms, scripts and spreadsheets leave where an identity should be. As a key each would make one lead of all
 * the people it was written for.
 */
final class Placeholders {

    private static final Set<String> NOBODY = Set.of(
            "test",
            "tester",
            "testing",
            "null",
            "(null)",
            "nil",
            "none",
            "undefined",
            "anonymous",
            "anon",
            "nobody",
            "unknown",
            "noemail",
            "no-email",
            "no_email",
            "nomail",
            "no-mail",
            "nan",
            "n/a",
            "[object object]");

    /** More words that are no value by themselves, though somebody's mailbox may be called so. */
    private static final Set<String> NO_VALUE = Set.of(
            "na",
            "no",
            "true",
            "false",
            "0",
            "-1",
            "-",
            "--",
            ".",
            "guest",
            "id",
            "distinct_id",
            "distinctid",
            "not_authenticated",
            "00000000-0000-0000-0000-000000000000");

    private static final Set<String> NO_COMPANY = Set.of(
            "",
            "company",
            "self",
            "self employed",
            "self-employed",
            "selfemployed",
            "freelance",
            "freelancer",
            "individual",
            "private",
            "personal",
            "student",
            "unemployed",
            "retired",
            "home",
            "no company",
            "not applicable",
            "not available",
            "not provided",
            "tbd",
            "select",
            "other",
            "others");

    private Placeholders() {}

    /** True for the local part of an address that stands for nobody. */
    static boolean nobody(String localPart) {
        return NOBODY.contains(Text.asciiLower(localPart));
    }

    /** True for a whole value that stands for nothing. */
    static boolean noValue(String value) {
        return nobody(value) || NO_VALUE.contains(Text.asciiLower(value));
    }

    static boolean noCompany(String lowerCased) {
        return noValue(lowerCased) || NO_COMPANY.contains(lowerCased);
    }
}
