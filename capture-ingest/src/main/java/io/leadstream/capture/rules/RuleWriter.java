// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.RuleTable;
import io.leadstream.domain.rules.RuleTree;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes scoring rules as text. What is read again is the same: where it would not be, that is said instead. */
public final class RuleWriter {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private RuleWriter() {}

    /** The set as a YAML file. */
    public static Parsed<String> yaml(ScoringRuleSet set) {
        try {
            return sure(set, RuleFormat.YAML, YAML.writeValueAsString(RuleTree.of(set)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values", e);
        }
    }

    /** The rules as a table in CSV; it leaves out the {@linkplain #settings settings} of the set. */
    public static Parsed<String> table(ScoringRuleSet set) {
        Parsed<List<Map<String, String>>> rows = RuleTable.rows(set);
        if (rows.value() == null) {
            return new Parsed<>(null, rows.mistakes());
        }
        List<String> columns = new ArrayList<>(RuleTable.COLUMNS);
        RuleTable.EXTRA.stream()
                .filter(column -> rows.value().stream().anyMatch(row -> row.containsKey(column)))
                .forEach(columns::add);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(columns);
            for (Map<String, String> row : rows.value()) {
                csv.writeRecord(columns.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return sure(set, RuleFormat.CSV, text.toString());
    }

    /** What a table has no place for. */
    public static Map<String, Object> settings(ScoringRuleSet set) {
        return Map.of(
                RuleSource.NAME,
                set.getName(),
                "qualifyAt",
                set.getQualifyAt(),
                "salesAt",
                set.getSalesAt(),
                "dailyHitLimit",
                set.getDailyHitLimit());
    }

    private static Parsed<String> sure(ScoringRuleSet set, RuleFormat format, String text) {
        Checked<ScoringRuleSet> again =
                Publication.SCORING_RULES.check(RuleSource.of("export", format, text, settings(set)));
        ScoringRuleSet value = again.value();
        if (value != null && value.getContentHash().equals(set.getContentHash())) {
            return new Parsed<>(text, List.of());
        }
        List<Mistake> losses = new ArrayList<>();
        for (int i = 0; i < set.getRules().size(); i++) {
            if (value == null || !set.getRules().get(i).equals(value.getRules().get(i))) {
                losses.add(new Mistake(
                        "rules[" + i + "]",
                        "rule '" + set.getRules().get(i).getId() + "' can't be written as " + format + " without loss",
                        "copy it by hand"));
            }
        }
        if (losses.isEmpty()) {
            losses.add(new Mistake("file", "the settings can't be written without loss", "copy them by hand"));
        }
        return new Parsed<>(null, losses);
    }
}
