// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.domain.rules.Mistake;
import java.util.Comparator;

/**
 * Something about a file that somebody wrote, and where it stands.
 *
 * @param line from 1
 * @param column from 1
 * @param path such as {@code rules[3].operator}
 * @param problem what is wrong, repeating what was written
 * @param fix what to write instead
 */
public record Finding(int line, int column, String path, String problem, String fix) {

    static final Comparator<Finding> BY_PLACE =
            Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column);

    static Finding of(Mistake mistake, Place place) {
        return new Finding(place.line(), place.column(), mistake.path(), mistake.problem(), mistake.fix());
    }

    @Override
    public String toString() {
        return "line " + line + ": " + path + ": " + problem + "; " + fix;
    }
}
