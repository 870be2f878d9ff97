// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What strangers typed into a form, made fit for a line of a mail: no line breaks, which begin headers, no control or
 * formatting characters, which change what a line seems to say, and not too long.
 */
final class PlainText {

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private PlainText() {}

    /** The text on one line; empty when there is nothing to see. */
    static String line(@Nullable String text, int mostChars) {
        if (text == null) {
            return "";
        }
        // Cut first: nobody's text may cost more than what is shown of it.
        String cut = text.length() > mostChars * 4 ? text.substring(0, mostChars * 4) : text;
        String seen =
                GAP.matcher(UNSEEN.matcher(cut).replaceAll(" ")).replaceAll(" ").strip();
        return seen.length() <= mostChars ? seen : withoutHalves(seen.substring(0, mostChars - 3)) + "...";
    }

    private static String withoutHalves(String cut) {
        return !cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))
                ? cut.substring(0, cut.length() - 1)
                : cut;
    }
}
