// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole numbers from 0 up, as numbers and as people write them. */
final class Numbers {

    private static final Pattern WRITTEN =
            Pattern.compile("[$€£]?\\s*((\\d{1,3}([, '\u00A0\u202F]\\d{3})+|\\d{1,16})(\\.\\d{1,4})?)");

    private Numbers() {}

    static @Nullable Long count(String text, long most, Consumer<String> problem) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            problem.accept("expected a whole number from 0 up, such as 1200");
            return null;
        }
        return count(new BigDecimal(written.group(1).replaceAll("[, '\u00A0\u202F]", "")), most, problem);
    }

    static @Nullable Long count(BigDecimal number, long most, Consumer<String> problem) {
        if (number.signum() < 0) {
            problem.accept("expected 0 or more");
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            problem.accept("expected at most " + most);
            return null;
        }
        BigDecimal whole = number.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(number) != 0) {
            problem.accept("expected a whole number, without a fraction");
            return null;
        }
        return whole.longValueExact();
    }
}
