// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.leadstream.domain.rules.RuleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the table shape from CSV: commas, or semicolons where the header has them. */
final class TableParser {

    private final Map<String, Place> places = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private TableParser() {}

    static RuleSource parse(String name, String text, Map<String, Object> table) {
        return new TableParser().source(name, text, table);
    }

    private RuleSource source(String name, String text, Map<String, Object> table) {
        List<Map<String, String>> rows = new ArrayList<>();
        String head = text.lines().findFirst().orElse("");
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(head.contains(";") && !head.contains(",") ? ';' : ',')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            List<String> header = List.of();
            for (CsvRecord row : reader) {
                if (header.isEmpty()) {
                    header = header(row);
                } else {
                    rows.add(row(header, row, rows.size()));
                }
            }
        } catch (CsvParseException e) {
            findings.add(new Finding(1, 1, "file", "it is no CSV: " + e.getMessage(), "close every quote"));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        boolean readable = !rows.isEmpty() && findings.stream().noneMatch(finding -> finding.line() == 1);
        if (rows.isEmpty() && findings.isEmpty()) {
            findings.add(new Finding(
                    1, 1, "file", "there is no rule", "write " + String.join(",", RuleTable.COLUMNS) + " and a row"));
        }
        return new RuleSource(name, readable ? RuleTable.tree(table, rows) : null, places, findings);
    }

    private List<String> header(CsvRecord row) {
        List<String> columns = row.getFields().stream()
                .map(column -> column.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String column : RuleTable.COLUMNS) {
            if (!columns.contains(column)) {
                findings.add(new Finding(
                        1, 1, "header", "the column '" + column + "' is missing", "name it in the first line"));
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (!RuleTable.COLUMNS.contains(column) && !RuleTable.EXTRA.contains(column)) {
                findings.add(new Finding(
                        1,
                        1,
                        "header",
                        "unknown column '" + column + "'",
                        "known are " + String.join(", ", RuleTable.COLUMNS) + ", and "
                                + String.join(", ", RuleTable.EXTRA)));
            } else if (columns.indexOf(column) < i) {
                findings.add(new Finding(1, 1, "header", "'" + column + "' stands twice", "remove one of the two"));
            }
        }
        return columns;
    }

    private Map<String, String> row(List<String> header, CsvRecord row, int index) {
        int line = Math.toIntExact(row.getStartingLineNumber());
        places.put("rules[" + index + "]", new Place(line, 1));
        if (row.getFieldCount() != header.size()) {
            findings.add(new Finding(
                    line,
                    1,
                    "rules[" + index + "]",
                    row.getFieldCount() + " cells for " + header.size() + " columns",
                    "quote a cell that holds a comma"));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
            cells.put(header.get(i), row.getField(i));
        }
        return cells;
    }
}
