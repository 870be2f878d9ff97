// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.ActivityReader;
import io.leadstream.capture.read.Arrival;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.domain.identity.EventIds;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.topic.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into events. Ids follow from the mapping's name and the row, never from the run: a repeat, also of a file
 * that was corrected, makes the same events again.
 */
final class RowReader {

    private final ImportMapping mapping;
    private final LeadReader leads;
    private final String importId;
    private final Instant receivedAt;
    private final Set<String> referred;

    RowReader(ImportMapping mapping, LeadReader leads, String importId, Instant receivedAt) {
        this.mapping = mapping;
        this.leads = leads;
        this.importId = importId;
        this.receivedAt = receivedAt;
        this.referred = mapping.columns();
    }

    /** Reads a row; every error names the column it comes from. */
    Judged read(Row row) {
        if (row.fields().size() != row.header().size()) {
            return refused(
                    "",
                    "columns_wrong",
                    "the row has " + row.fields().size() + " fields where the header has "
                            + row.header().size() + "; look for a separator or quote too many or too few");
        }
        String undecodable = row.undecodable();
        if (undecodable != null) {
            return refused(
                    undecodable,
                    "encoding_invalid",
                    "holds bytes that are not " + mapping.encoding()
                            + "; save the file so, or set 'encoding' in the mapping");
        }
        try {
            return readWhole(row);
        } catch (RowRefused e) {
            return new Judged.Refused(List.of(e.error()));
        }
    }

    private Judged readWhole(Row row) throws RowRefused {
        Instant time = mapping.time() == null ? null : mapping.time().of(row);
        String eventId = EventIds.derived("import-row", mapping.name(), row.content());
        ObjectNode lead = lead(row, time);
        Judged judged =
                leads.read(lead, List.of(), Arrival.ofRow(receivedAt, eventId, "csv_import", importId, row.line()));
        if (judged instanceof Judged.Accepted accepted) {
            List<Outgoing<?>> records = new ArrayList<>(accepted.records());
            CapturedLead captured = (CapturedLead) accepted.records().get(0).value();
            addActivities(row, captured, records);
            return new Judged.Accepted(accepted.id(), accepted.leadId(), records);
        }
        return judged instanceof Judged.Refused refused ? byColumn(refused) : judged;
    }

    private ObjectNode lead(Row row, @Nullable Instant time) throws RowRefused {
        ObjectNode lead = JsonNodeFactory.instance.objectNode();
        mapping.lead().forEach((field, rule) -> {
            String value = rule.of(row);
            if (value != null) {
                lead.put(field, value);
            }
        });
        if (time != null) {
            lead.put("occurredAt", time.toString());
        }
        ObjectNode custom = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, CellRule> field : mapping.custom().entrySet()) {
            String value = field.getValue().of(row);
            if (value != null && mapping.numbers().contains(field.getKey())) {
                custom.put(field.getKey(), number(field.getKey(), field.getValue(), value));
            } else if (value != null) {
                custom.put(field.getKey(), value);
            }
        }
        if (mapping.keepRest()) {
            keepRest(row, custom);
        }
        if (!custom.isEmpty()) {
            lead.set("customFields", custom);
        }
        return lead;
    }

    private void keepRest(Row row, ObjectNode custom) {
        for (String column : row.header().contentNames()) {
            String value = row.get(column);
            if (!value.isEmpty()
                    && !referred.contains(column)
                    && !mapping.ignored().contains(column)
                    && !mapping.notGiven().contains(value.toLowerCase(Locale.ROOT))
                    && !custom.has(column)) {
                custom.put(column, value);
            }
        }
    }

    private static BigDecimal number(String field, CellRule rule, String value) throws RowRefused {
        if (!value.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")) {
            throw new RowRefused(rule.origin(field), "number_invalid", "expected a number, such as 12 or -2.5");
        }
        return new BigDecimal(value);
    }

    /** Lays the activities evenly over the time after the capture, in the order of the mapping. */
    private void addActivities(Row row, CapturedLead lead, List<Outgoing<?>> records) throws RowRefused {
        List<Placed> told = new ArrayList<>();
        int all = 0;
        for (int i = 0; i < mapping.activities().size(); i++) {
            ActivityRule.Told each = mapping.activities().get(i).of(row);
            if (each != null) {
                told.add(new Placed(i, each));
                all += each.total();
            }
        }
        String rowKey = rowKey(row);
        long step = mapping.time() == null ? 0 : mapping.time().within().toMillis() / (all + 1);
        int place = 0;
        for (Placed each : told) {
            for (int ordinal = 0; ordinal < each.told().total(); ordinal++) {
                place++;
                records.add(activity(lead, each, ordinal, rowKey, step * place));
            }
        }
    }

    /** What a row tells by one rule of the mapping. */
    private record Placed(int rule, ActivityRule.Told told) {}

    private Outgoing<Activity> activity(
            CapturedLead lead, Placed placed, int ordinal, String rowKey, long afterMillis) {
        ActivityRule.Told told = placed.told();
        Instant time = lead.getOccurredAt().plusMillis(afterMillis);
        boolean ahead = time.isAfter(receivedAt);
        Map<String, String> properties = new LinkedHashMap<>();
        told.properties()
                .forEach((name, value) ->
                        properties.put(name, TextNode.valueOf(value).toString()));
        if (told.visits() > 1) {
            properties.put("visit", Integer.toString(told.visitOf(ordinal)));
        }
        String type = ActivityReader.typeOfWords(told.type());
        return new Outgoing<>(
                Topics.ACTIVITIES,
                lead.getLeadId(),
                new Activity(
                        EventIds.derived(
                                "import-activity",
                                mapping.name(),
                                rowKey,
                                Integer.toString(placed.rule()),
                                type,
                                Integer.toString(ordinal)),
                        type,
                        // A row of today tells of the past, whatever the span says.
                        ahead ? receivedAt : time,
                        receivedAt,
                        false,
                        lead.getLeadId(),
                        lead.getEmail(),
                        lead.getPhone(),
                        null,
                        lead.getSource(),
                        properties,
                        importId));
    }

    private String rowKey(Row row) {
        if (mapping.rowId().isEmpty()) {
            return row.content();
        }
        StringBuilder key = new StringBuilder();
        for (String column : mapping.rowId()) {
            String value = row.get(column);
            key.append(value.length()).append(':').append(value).append(';');
        }
        return key.toString();
    }

    /** Whoever mends the file looks for its columns, not for our fields. */
    private Judged byColumn(Judged.Refused refused) {
        List<FieldError> errors = new ArrayList<>();
        for (FieldError error : refused.errors()) {
            String field = error.field().replace("customFields.", "");
            CellRule rule = mapping.lead().get(field);
            CellRule known = rule == null ? mapping.custom().get(field) : rule;
            errors.add(new FieldError(known == null ? field : known.origin(field), error.code(), error.message()));
        }
        return new Judged.Refused(errors);
    }

    private static Judged refused(String field, String code, String reason) {
        return new Judged.Refused(List.of(new FieldError(field, code, reason)));
    }
}
