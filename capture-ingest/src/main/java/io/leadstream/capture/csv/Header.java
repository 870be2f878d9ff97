// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file. A report of refused rows has three columns of ours in front; they belong to no row's content,
 * so that a corrected report imports like the file it came from.
 */
final class Header {

    static final String LINE = "rejected_line";
    static final String CODE = "rejected_code";
    static final String REASON = "rejected_reason";

    private static final Set<String> OURS = Set.of(LINE, CODE, REASON);

    private final List<String> names;
    private final Map<String, Integer> positions;

    private Header(List<String> names, Map<String, Integer> positions) {
        this.names = names;
        this.positions = positions;
    }

    /**
     * Reads the first line.
     *
     * @throws ImportException when a column's name appears twice
     */
    static Header of(List<String> fields) {
        List<String> names = fields.stream().map(String::strip).toList();
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            // A separator at the end of each line makes a column without a name; nothing can refer to it.
            if (!names.get(i).isEmpty() && positions.put(names.get(i), i) != null) {
                throw new ImportException("the header has the column '" + names.get(i) + "' twice; rename one of them");
            }
        }
        return new Header(names, positions);
    }

    int size() {
        return names.size();
    }

    /** All names as they stand in the file. */
    List<String> names() {
        return names;
    }

    /** Names of the columns that are the row's own content. */
    List<String> contentNames() {
        return positions.keySet().stream().filter(name -> !OURS.contains(name)).toList();
    }

    /** The first line without the columns of a report. */
    List<String> withoutReport(List<String> fields) {
        List<String> own = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (i >= names.size() || !OURS.contains(names.get(i))) {
                own.add(fields.get(i));
            }
        }
        return own;
    }

    /** Where a column stands, or null when there is none of the name. */
    @Nullable
    Integer position(String name) {
        return positions.get(name);
    }
}
