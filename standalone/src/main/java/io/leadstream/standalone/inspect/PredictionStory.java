// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.standalone.inspect.Query.Row;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The part of a lead's story that a predictive model tells; nothing while there is none. */
final class PredictionStory {

    private static final String PREDICTION = """
            select predicted_percent, predicted_by, m.name, m.outcome
            from leads l
            left join predictive_models m on m.version = l.predicted_by
            where l.lead_id = ?::uuid and l.predicted_percent is not null
            """;

    private static final String REASONS = """
            select field, value, round(effect::numeric, 2) as effect, round(exp(effect)::numeric, 2) as odds
            from prediction_reasons
            where lead_id = ?::uuid
            order by ordinal
            """;

    private PredictionStory() {}

    static void print(Connection database, Terminal terminal, String leadId) throws SQLException {
        List<Row> found = Query.rows(database, PREDICTION, leadId);
        if (found.isEmpty()) {
            return;
        }
        Row prediction = found.get(0);
        terminal.heading("  What the model predicts, beside the score");
        terminal.line(String.format(
                Locale.ROOT,
                "  %s %% likely to be won (%s), by model version %s%s",
                prediction.get("predicted_percent"),
                prediction.has("outcome") ? prediction.get("outcome") : "outcome not known",
                prediction.get("predicted_by"),
                prediction.has("name") ? " '" + prediction.get("name") + "'" : ""));
        Table table = new Table().text("because").text("is").number("odds times");
        for (Row reason : Query.rows(database, REASONS, leadId)) {
            table.row(reason.get("field"), reason.get("value"), reason.get("odds"));
        }
        if (!table.isEmpty()) {
            table.print(terminal);
        }
    }
}
