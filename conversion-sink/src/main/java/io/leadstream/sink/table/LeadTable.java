// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.Prediction;
import io.leadstream.schemas.scoring.ScoreChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code leads}. The first statement of a batch names its leads, but for those that only have to be there and
 * are known to be, in the order of their ids: it
 * makes missing rows, locks all of them (also those it does not change) and writes scores. Since every instance locks
 * leads first and in one order, they can't deadlock, and the other statements may touch the rows in any order.
 */
final class LeadTable {

    private static final Columns<LeadChange> SCORES = Columns.of(LeadChange.class)
            .uuid("lead_id", LeadChange::leadId)
            .bigint("score_sequence", change -> score(change, ScoreChanged::getSequence, 0L))
            .integer("score", change -> score(change, ScoreChanged::getScore, 0))
            .text("grade", change -> score(change, score -> Literals.grade(score.getGrade()), "F"))
            .integer("score_total", change -> score(change, ScoreChanged::getTotal, 0))
            .integer("score_rules_version", change -> score(change, ScoreChanged::getRulesVersion, 0))
            .timestamp(
                    "scored_at",
                    change -> change.score() == null ? null : change.score().getReceivedAt())
            .part(LeadTable::prediction, PredictiveTables.PREDICTION)
            .build();

    private static final String UPSERT_SCORES = SCORES.sql("""
            insert into leads as t ({names}) select {names} from {rows} as u
            on conflict (lead_id) do update set score_sequence = excluded.score_sequence, score = excluded.score,
                grade = excluded.grade, score_total = excluded.score_total,
                score_rules_version = excluded.score_rules_version, scored_at = excluded.scored_at,
                predicted_probability = excluded.predicted_probability,
                predicted_percent = excluded.predicted_percent, predicted_by = excluded.predicted_by,
                predicted_reasons = excluded.predicted_reasons
            where excluded.score_sequence > t.score_sequence""");

    private static final Columns<LeadProfile> PROFILES = Columns.of(LeadProfile.class)
            .bigint("profile_version", LeadProfile::getVersion)
            .text("first_name", LeadProfile::getFirstName)
            .text("last_name", LeadProfile::getLastName)
            .text("email", LeadProfile::getEmail)
            .text("phone", LeadProfile::getPhone)
            .text("title", LeadProfile::getTitle)
            .text("company", LeadProfile::getCompany)
            .text("website", LeadProfile::getWebsite)
            .text("industry", LeadProfile::getIndustry)
            .bigint("employee_count", LeadProfile::getEmployeeCount)
            .bigint("annual_revenue", LeadProfile::getAnnualRevenue)
            .text("address", LeadProfile::getAddress)
            .textArray("tags", profile -> Literals.array(profile.getTags()))
            .json("custom_fields", profile -> Json.scalars(profile.getCustomFields()))
            .text("source", LeadProfile::getSource)
            .text("source_kind", profile -> Literals.word(profile.getSourceKind()))
            .part(LeadProfile::getCampaign, CampaignColumns.FIRST_TOUCH)
            .text("last_source", LeadProfile::getLastSource)
            .json("last_campaign", profile -> CampaignColumns.json(profile.getLastCampaign()))
            .text("referrer", LeadProfile::getReferrer)
            .text("landing_page", LeadProfile::getLandingPage)
            .part(LeadProfile::getOptInEmail, consent("opt_in_email"))
            .part(LeadProfile::getOptInSms, consent("opt_in_sms"))
            .timestamp("created_at", LeadProfile::getCreatedAt)
            .timestamp("updated_at", LeadProfile::getUpdatedAt)
            .timestamp("first_received_at", LeadProfile::getFirstReceivedAt)
            .timestamp("last_received_at", LeadProfile::getReceivedAt)
            .flag("captured", LeadProfile::getCaptured)
            .flag("chat", LeadProfile::getChat)
            .flag("qualified", LeadProfile::getQualified)
            .timestamp("qualified_at", LeadProfile::getQualifiedAt)
            .flag("sales_ready", LeadProfile::getSalesReady)
            .uuid("merged_into", LeadProfile::getMergedInto)
            .build();

    private static final Group<LeadProfile> PROFILE = new Group<>(LeadChange::profile, PROFILES, "profile_version");

    private static final Group<Ownership> OWNERSHIP = new Group<>(
            LeadChange::ownership,
            Ownership.COLUMNS,
            "ownership_position",
            " and u.offer_number >= coalesce(t.offer_number, 0)");

    private static final Group<LeadTransition> STAGE = machine(LeadChange::stage, "stage");
    private static final Group<LeadTransition> STATUS = machine(LeadChange::status, "status");
    private static final Group<LeadTransition> ROUTE = machine(LeadChange::route, "route");

    private static final Group<LeadChange.Conversion> CONVERSION = new Group<>(
            LeadChange::conversion,
            Columns.of(LeadChange.Conversion.class)
                    .bigint("conversion_position", LeadChange.Conversion::position)
                    .flag("converted", of -> true)
                    .timestamp("converted_at", of -> of.converted().getConvertedAt())
                    .uuid("contact_id", of -> of.converted().getContact().getContactId())
                    .uuid("company_id", of -> ConversionTables.companyId(of.converted()))
                    .uuid("opportunity_id", of -> ConversionTables.opportunityId(of.converted()))
                    .build(),
            "conversion_position");

    /** Before a column's name: the flag of a row that leaves the column as it is stored. */
    private static final String KEEP = "keep_";

    private LeadTable() {}

    /** Makes missing rows, locks all and writes scores. */
    static void lockAndScore(Connection connection, List<LeadChange> sorted) throws SQLException {
        if (!sorted.isEmpty()) {
            SCORES.execute(connection, UPSERT_SCORES, sorted);
        }
    }

    /** Writes the other groups; rows must be locked, and what a conversion refers to must exist. */
    static void update(Connection connection, List<LeadChange> sorted) throws SQLException {
        PROFILE.update(connection, sorted);
        OWNERSHIP.update(connection, sorted);
        STAGE.update(connection, sorted);
        STATUS.update(connection, sorted);
        ROUTE.update(connection, sorted);
        CONVERSION.update(connection, sorted);
    }

    private static <T> T score(LeadChange change, Function<ScoreChanged, T> value, T none) {
        ScoreChanged score = change.score();
        return score == null ? none : value.apply(score);
    }

    private static @Nullable Prediction prediction(LeadChange change) {
        ScoreChanged score = change.score();
        return score == null ? null : score.getPrediction();
    }

    private static Columns<Consent> consent(String channel) {
        return Columns.of(Consent.class)
                .flag(channel, Consent::getOptedIn)
                .timestamp(channel + "_at", Consent::getAt)
                .text(channel + "_where", Consent::getWhere)
                .build();
    }

    private static Group<LeadTransition> machine(Columns.PartOf<LeadChange, LeadTransition> part, String name) {
        return new Group<>(
                part,
                Columns.of(LeadTransition.class)
                        .bigint(name + "_sequence", LeadTransition::getSequence)
                        .text(name, LeadTransition::getToState)
                        .timestamp(name + "_at", LeadTransition::getAt)
                        .build(),
                name + "_sequence");
    }

    /** Columns that come from one topic, and the one among them that may only grow. */
    private static final class Group<P> {

        private final Columns.PartOf<LeadChange, P> part;
        private final Columns<LeadChange> columns;
        private final String sql;

        Group(Columns.PartOf<LeadChange, P> part, Columns<P> columns, String guard) {
            this(part, columns, guard, "");
        }

        Group(Columns.PartOf<LeadChange, P> part, Columns<P> columns, String guard, String more) {
            this.part = part;
            this.columns = Columns.of(LeadChange.class)
                    .uuid("lead_id", LeadChange::leadId)
                    .part(part, columns)
                    .build();
            this.sql = this.columns.sql("update leads t set " + assignments(columns) + " from {rows} as u"
                    + " where t.lead_id = u.lead_id and u." + guard + " > t." + guard + more);
        }

        private static String assignments(Columns<?> columns) {
            return columns.nameList().stream()
                    .filter(name -> !name.startsWith(KEEP))
                    .map(name -> name + " = " + value(columns, name))
                    .collect(Collectors.joining(", "));
        }

        private static String value(Columns<?> columns, String name) {
            return columns.nameList().contains(KEEP + name)
                    ? "case when u." + KEEP + name + " then t." + name + " else u." + name + " end"
                    : "u." + name;
        }

        void update(Connection connection, List<LeadChange> changes) throws SQLException {
            List<LeadChange> those =
                    changes.stream().filter(change -> part.of(change) != null).toList();
            if (!those.isEmpty()) {
                columns.execute(connection, sql, those);
            }
        }
    }
}
