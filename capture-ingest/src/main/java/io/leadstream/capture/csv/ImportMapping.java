// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.capture.YamlTree;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.TreeReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file become leads and activities; the mapping file is described in the module's README.
 *
 * @param name part of every event's id: the same file under another name is another set of events
 * @param rowId columns by which a row's activities are known again; empty: all
 * @param lead lead fields
 * @param custom custom fields
 * @param numbers custom fields whose values are numbers
 * @param outcome column that tells what came of a lead, for looking back; the import itself doesn't read it
 * @param writtenLater columns that were filled in with or after the outcome, so that they tell of it
 * @param keepRest true when columns that nothing refers to become custom fields of their own name
 */
record ImportMapping(
        String name,
        char separator,
        Charset encoding,
        List<String> rowId,
        Map<String, CellRule> lead,
        Map<String, CellRule> custom,
        Set<String> numbers,
        boolean keepRest,
        Set<String> ignored,
        Set<String> notGiven,
        @Nullable TimeRule time,
        List<ActivityRule> activities,
        @Nullable String outcome,
        List<String> writtenLater) {

    /**
     * Reads a mapping file.
     *
     * @throws ImportException naming every mistake
     */
    static ImportMapping read(Path file) {
        List<Mistake> mistakes = new ArrayList<>();
        ImportMapping mapping;
        try {
            mapping = read(TreeReader.root(YamlTree.ofFile(file), mistakes));
        } catch (IllegalArgumentException e) {
            throw new ImportException("mapping " + e.getMessage(), e);
        }
        if (!mistakes.isEmpty()) {
            throw new ImportException("mapping " + file + ":"
                    + mistakes.stream().map(mistake -> "\n  " + mistake).collect(Collectors.joining()));
        }
        return mapping;
    }

    static ImportMapping read(TreeReader node) {
        node.allow(
                "name",
                "separator",
                "encoding",
                "not-given",
                "row-id",
                "lead",
                "custom-fields",
                "rest",
                "ignore",
                "time",
                "activities",
                "outcome",
                "written-later");
        Set<String> notGiven = node.texts("not-given").stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> numbers = new LinkedHashSet<>();
        Map<String, CellRule> custom = cells(node, "custom-fields", notGiven, numbers);
        Map<String, CellRule> lead = cells(node, "lead", notGiven, new LinkedHashSet<>());
        for (String field : lead.keySet()) {
            if (!LeadReader.knownNames().contains(field)) {
                node.mistake("lead." + field, "a lead has no field '" + field + "'", "put it under 'custom-fields'");
            }
        }
        if (lead.isEmpty()) {
            node.mistake("lead", "no lead field is mapped", "map at least email, phone or company");
        }
        String rest = node.text("rest");
        if (rest != null && !rest.equals("keep") && !rest.equals("ignore")) {
            node.mistake("rest", "'" + rest + "' is not known", "write keep or ignore");
        }
        return new ImportMapping(
                node.requiredText("name"),
                separator(node),
                encoding(node),
                node.texts("row-id"),
                lead,
                custom,
                numbers,
                "keep".equals(rest),
                Set.copyOf(node.texts("ignore")),
                notGiven,
                TimeRule.read(node, notGiven),
                ActivityRule.readAll(node, notGiven),
                node.text("outcome"),
                node.texts("written-later"));
    }

    /**
     * Checks that the file has every column that is referred to.
     *
     * @throws ImportException naming those it lacks
     */
    void require(Header header) {
        Set<String> lacking = new LinkedHashSet<>(columns());
        lacking.removeIf(column -> header.position(column) != null);
        if (!lacking.isEmpty()) {
            throw new ImportException("the file has no column "
                    + lacking.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "))
                    + "; its header is: " + String.join(" | ", header.contentNames()));
        }
    }

    /** Every column that is referred to. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(rowId);
        lead.values().forEach(rule -> columns.addAll(rule.columns()));
        custom.values().forEach(rule -> columns.addAll(rule.columns()));
        activities.forEach(rule -> columns.addAll(rule.columns()));
        if (time != null) {
            columns.addAll(time.columns());
        }
        return columns;
    }

    private static Map<String, CellRule> cells(
            TreeReader mapping, String key, Set<String> notGiven, Set<String> numbers) {
        Map<String, CellRule> cells = new LinkedHashMap<>();
        TreeReader node = mapping.child(key);
        if (node == null || !(mapping.raw(key) instanceof Map<?, ?> table)) {
            return cells;
        }
        for (Object name : table.keySet()) {
            String field = String.valueOf(name);
            CellRule rule = CellRule.read(node, field, notGiven);
            if (rule != null) {
                cells.put(field, rule);
            }
            if (table.get(name) instanceof Map<?, ?> details && details.get("as") != null) {
                if ("number".equals(details.get("as"))) {
                    numbers.add(field);
                } else {
                    node.mistake(
                            field + ".as", "'" + details.get("as") + "' is not known", "write number, or leave it out");
                }
            }
        }
        return cells;
    }

    private static char separator(TreeReader node) {
        Object raw = node.raw("separator");
        String text = raw == null ? "," : String.valueOf(raw);
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            node.mistake("separator", "'" + text + "' is not one character", "write \",\", \";\" or tab");
            return ',';
        }
        return text.charAt(0);
    }

    private static Charset encoding(TreeReader node) {
        String name = node.text("encoding");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            node.mistake("encoding", "'" + name + "' is not known", "write one such as UTF-8 or windows-1252");
            return StandardCharsets.UTF_8;
        }
    }
}
