// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.domain.rules.TreeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value is made of a row: the text of a column, a template such as {@code {Id}@example.com}, or a constant; then
 * translated, when there is a table.
 */
final class CellRule {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

    private final String template;
    private final List<String> columns;
    private final Map<String, String> translations;
    private final @Nullable String otherwise;
    private final Set<String> notGiven;

    private CellRule(
            String template,
            List<String> columns,
            Map<String, String> translations,
            @Nullable String otherwise,
            Set<String> notGiven) {
        this.template = template;
        this.columns = columns;
        this.translations = translations;
        this.otherwise = otherwise;
        this.notGiven = notGiven;
    }

    /**
     * Reads the rule under a key: a text is a template when it has braces, else a column's name; a mapping has
     * {@code column}, {@code template} or {@code constant}, and {@code translate} with {@code otherwise}.
     *
     * @param notGiven words, in lower case, that stand for an empty cell
     * @return null when the key is absent or wrong
     */
    static @Nullable CellRule read(TreeReader parent, String key, Set<String> notGiven) {
        Object raw = parent.raw(key);
        if (raw == null) {
            return null;
        }
        if (!(raw instanceof Map)) {
            String text = parent.text(key);
            return text == null ? null : of(text, PLACE.matcher(text).find(), Map.of(), null, notGiven);
        }
        TreeReader node = parent.child(key);
        if (node == null) {
            return null;
        }
        node.allow("column", "template", "constant", "translate", "otherwise", "as");
        String column = node.text("column");
        String given = node.text("template");
        String constant = node.text("constant");
        if ((column == null ? 0 : 1) + (given == null ? 0 : 1) + (constant == null ? 0 : 1) != 1) {
            node.mistake("column", "a value comes from one place", "write one of 'column', 'template', 'constant'");
            return null;
        }
        if (constant != null) {
            return constant(constant);
        }
        return of(
                column == null ? String.valueOf(given) : column,
                column == null,
                translations(node),
                node.text("otherwise"),
                notGiven);
    }

    /** Always the same text. */
    static CellRule constant(String text) {
        return new CellRule(text, List.of(), Map.of(), null, Set.of());
    }

    private static CellRule of(
            String text,
            boolean template,
            Map<String, String> translations,
            @Nullable String otherwise,
            Set<String> notGiven) {
        if (!template) {
            return new CellRule("{" + text + "}", List.of(text), translations, otherwise, notGiven);
        }
        List<String> columns = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            columns.add(places.group(1));
        }
        return new CellRule(text, List.copyOf(columns), translations, otherwise, notGiven);
    }

    /** Words are compared without case; a word without a translation of its own stands for "not given". */
    private static Map<String, String> translations(TreeReader node) {
        Map<String, String> translations = new HashMap<>();
        if (node.raw("translate") instanceof Map<?, ?> table) {
            table.forEach((from, to) -> translations.put(
                    String.valueOf(from).strip().toLowerCase(Locale.ROOT),
                    to == null ? "" : String.valueOf(to).strip()));
        } else if (node.has("translate")) {
            node.mistake("translate", "it is no mapping", "write each word of the file with its translation");
        }
        return translations;
    }

    /** The columns it reads. */
    List<String> columns() {
        return columns;
    }

    /** What errors call the value's origin: its column, when there is exactly one. */
    String origin(String field) {
        return columns.size() == 1 ? columns.get(0) : field;
    }

    /** The value of a row; null when the row does not give it. */
    @Nullable
    String of(Row row) {
        if (columns.isEmpty()) {
            return template;
        }
        String text = columns.size() == 1 && template.length() == columns.get(0).length() + 2
                ? given(row.get(columns.get(0)))
                : filled(row);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (translations.isEmpty()) {
            return text;
        }
        String translated = translations.get(text.toLowerCase(Locale.ROOT));
        String result = translated != null ? translated : otherwise != null ? otherwise : text;
        return result.isEmpty() ? null : result;
    }

    /** A template is filled only when every column of it is given. */
    private @Nullable String filled(Row row) {
        StringBuilder filled = new StringBuilder();
        Matcher places = PLACE.matcher(template);
        while (places.find()) {
            String value = given(row.get(places.group(1)));
            if (value == null) {
                return null;
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }

    private @Nullable String given(String cell) {
        return cell.isEmpty() || notGiven.contains(cell.toLowerCase(Locale.ROOT)) ? null : cell;
    }
}
