// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates of commands, without a time. */
final class IsoDate {

    static final String FIX = "write it as 2026-03-31, in the years 1970 to 9999";

    private IsoDate() {}

    static boolean is(String text) {
        try {
            int year = LocalDate.parse(text).getYear();
            return year >= 1970 && year <= 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
