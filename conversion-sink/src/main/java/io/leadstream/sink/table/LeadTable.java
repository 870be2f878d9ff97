// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code leads}. The first statement of a batch names its leads, but for those that only have to be there and
 * are known to be, in the order of their ids: it makes missing rows, locks all of them (also those it does not change)
 * and writes scores. Since every instance locks leads first and in one order, they can't deadlock, and the other
 * statements may touch the rows in any order.
 */
final class LeadTable {

    private static final Columns<LeadChange> SCORES = Columns.of(LeadChange.class)
            .uuid("lead_id", LeadChange::leadId)
            .bigint("score_sequence", change -> score(change, ScoreChanged::getSequence, 0L))
            .integer("score", change -> score(change, ScoreChanged::getScore, 0))
            .text("grade", change -> score(change, score -> Literals.grade(score.getGrade()), "F"))
            .integer("score_total", change -> score(change, ScoreChanged::getTotal, 0))
            .integer("score_rules_version", change -> score(change, ScoreChanged::getRulesVersion, 0))
            .part(
                    LeadTable::alone,
                    Columns.of(ScoreChanged.class)
                            .timestamp("scored_at", ScoreChanged::getReceivedAt)
                            .part(ScoreChanged::getPrediction, PredictiveTables.PREDICTION)
                            .build())
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

    private static final LeadGroup<ScoreChanged> SCORE = new LeadGroup<>(
            LeadChange::score,
            Columns.of(ScoreChanged.class)
                    .bigint("score_sequence", ScoreChanged::getSequence)
                    .integer("score", ScoreChanged::getScore)
                    .text("grade", score -> Literals.grade(score.getGrade()))
                    .integer("score_total", ScoreChanged::getTotal)
                    .integer("score_rules_version", ScoreChanged::getRulesVersion)
                    .timestamp("scored_at", ScoreChanged::getReceivedAt)
                    .part(ScoreChanged::getPrediction, PredictiveTables.PREDICTION)
                    .build(),
            LeadGroup.newer("score_sequence"));

    private static final LeadGroup<LeadProfile> PROFILE =
            new LeadGroup<>(LeadChange::profile, PROFILES, LeadGroup.newer("profile_version"));

    private static final LeadGroup<Ownership> OWNERSHIP = new LeadGroup<>(
            LeadChange::ownership,
            Ownership.COLUMNS,
            LeadGroup.newer("ownership_position") + " and u.offer_number >= coalesce(t.offer_number, 0)");

    private static final LeadGroup<LeadTransition> STAGE = machine(LeadChange::stage, "stage");
    private static final LeadGroup<LeadTransition> STATUS = machine(LeadChange::status, "status");
    private static final LeadGroup<LeadTransition> ROUTE = machine(LeadChange::route, "route");

    private static final LeadGroup<LeadChange.Conversion> CONVERSION = new LeadGroup<>(
            LeadChange::conversion,
            Columns.of(LeadChange.Conversion.class)
                    .bigint("conversion_position", LeadChange.Conversion::position)
                    .flag("converted", of -> true)
                    .timestamp("converted_at", of -> of.converted().getConvertedAt())
                    .uuid("contact_id", of -> of.converted().getContact().getContactId())
                    .uuid("company_id", of -> ConversionTables.companyId(of.converted()))
                    .uuid("opportunity_id", of -> ConversionTables.opportunityId(of.converted()))
                    .build(),
            LeadGroup.newer("conversion_position"));

    private static final LeadUpdate SEVERAL =
            LeadUpdate.of(SCORE, PROFILE, OWNERSHIP, STAGE, STATUS, ROUTE, CONVERSION);

    /** What a row with one change is updated by; its score is written when it is locked. */
    private static final List<LeadUpdate> ALONE = Stream.of(PROFILE, OWNERSHIP, STAGE, STATUS, ROUTE, CONVERSION)
            .map(LeadUpdate::of)
            .toList();

    private LeadTable() {}

    /** Makes missing rows, locks all and writes the score of those of which nothing else changes. */
    static void lockAndScore(Connection connection, List<LeadChange> sorted) throws SQLException {
        if (!sorted.isEmpty()) {
            SCORES.execute(connection, UPSERT_SCORES, sorted);
        }
    }

    /**
     * Writes everything else; rows must be locked, and what a conversion refers to must exist. A row that changes in
     * several groups is updated once: each update copies the whole row, which is wide.
     */
    static void update(Connection connection, List<LeadChange> sorted) throws SQLException {
        List<LeadChange> several = new ArrayList<>();
        List<LeadChange> alone = new ArrayList<>();
        for (LeadChange change : sorted) {
            (change.changesSeveral() ? several : alone).add(change);
        }
        SEVERAL.run(connection, several);
        for (LeadUpdate update : ALONE) {
            update.run(connection, alone);
        }
    }

    private static <T> T score(LeadChange change, Function<ScoreChanged, T> value, T none) {
        ScoreChanged score = alone(change);
        return score == null ? none : value.apply(score);
    }

    /** The score of a lead of which nothing else changes. */
    private static @Nullable ScoreChanged alone(LeadChange change) {
        return change.changesSeveral() ? null : change.score();
    }

    private static Columns<Consent> consent(String channel) {
        return Columns.of(Consent.class)
                .flag(channel, Consent::getOptedIn)
                .timestamp(channel + "_at", Consent::getAt)
                .text(channel + "_where", Consent::getWhere)
                .build();
    }

    private static LeadGroup<LeadTransition> machine(Columns.PartOf<LeadChange, LeadTransition> part, String name) {
        return new LeadGroup<>(
                part,
                Columns.of(LeadTransition.class)
                        .bigint(name + "_sequence", LeadTransition::getSequence)
                        .text(name, LeadTransition::getToState)
                        .timestamp(name + "_at", LeadTransition::getAt)
                        .build(),
                LeadGroup.newer(name + "_sequence"));
    }
}
