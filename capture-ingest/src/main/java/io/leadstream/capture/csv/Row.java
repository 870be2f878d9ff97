// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a file, or several when a quoted field holds line ends. */
record Row(Header header, long line, List<String> fields) {

    /** The text of a column without white space around it; empty when the file or the row lacks it. */
    String get(String column) {
        Integer position = header.position(column);
        return position == null || position >= fields.size()
                ? ""
                : fields.get(position).strip();
    }

    /** The line in the file that was first imported: for a row of a report of refused rows, the one it names. */
    long firstLine() {
        String reported = get(Header.LINE);
        return reported.matches("[0-9]{1,15}") ? Long.parseLong(reported) : line;
    }

    /** All content in one text, framed so that no two rows run together; the order of columns does not matter. */
    String content() {
        StringBuilder content = new StringBuilder(256);
        header.contentNames().stream().sorted().forEach(name -> {
            String value = get(name);
            if (!value.isEmpty()) {
                content.append(name.length()).append(':').append(name).append('=');
                content.append(value.length()).append(':').append(value).append(';');
            }
        });
        return content.toString();
    }

    /** The first column with bytes that the file's encoding does not know, or null when there is none. */
    @Nullable
    String undecodable() {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).indexOf('\uFFFD') >= 0) {
                return i < header.size() ? header.names().get(i) : "column " + (i + 1);
            }
        }
        return null;
    }
}
