// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.rules.AssignmentRule;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.rules.Team;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables of published rules and rosters; every version is kept, and a version never changes. */
final class RuleTables {

    /** A part of a published version, with its place in it. */
    record Part<T>(int version, int position, T of) {}

    static final Table<ScoringRuleSet> SCORING_RULE_SETS = Table.ofFacts(
            "scoring_rule_sets",
            set -> padded(set.getVersion()),
            Columns.of(ScoringRuleSet.class)
                    .integer("version", ScoringRuleSet::getVersion)
                    .text("name", ScoringRuleSet::getName)
                    .text("content_hash", ScoringRuleSet::getContentHash)
                    .timestamp("published_at", ScoringRuleSet::getPublishedAt)
                    .text("published_by", ScoringRuleSet::getPublishedBy)
                    .integer("qualify_at", ScoringRuleSet::getQualifyAt)
                    .integer("sales_at", ScoringRuleSet::getSalesAt)
                    .integer("daily_hit_limit", ScoringRuleSet::getDailyHitLimit)
                    .build());

    static final Table<Part<ScoringRule>> SCORING_RULES = Table.ofFacts(
            "scoring_rules",
            part -> padded(part.version()) + part.of().getId(),
            RuleTables.<ScoringRule>part()
                    .text("rule_id", part -> part.of().getId())
                    .integer("position", Part::position)
                    .text("name", part -> part.of().getName())
                    .text("category", part -> part.of().getCategory())
                    .json("condition", part -> condition(part.of().getCondition()))
                    .text("activity_type", part -> part.of().getActivityType())
                    .json("activity_where", part -> condition(part.of().getWhere()))
                    .integer("points", part -> part.of().getPoints())
                    .flag("active", part -> part.of().getActive())
                    .text("rule_group", part -> part.of().getGroup())
                    .integer("cap", part -> part.of().getCap())
                    .integer("half_life_days", part -> part.of().getHalfLifeDays())
                    .build());

    static final Table<AssignmentRuleSet> ASSIGNMENT_RULE_SETS = Table.ofFacts(
            "assignment_rule_sets",
            set -> padded(set.getVersion()),
            Columns.of(AssignmentRuleSet.class)
                    .integer("version", AssignmentRuleSet::getVersion)
                    .text("name", AssignmentRuleSet::getName)
                    .text("content_hash", AssignmentRuleSet::getContentHash)
                    .timestamp("published_at", AssignmentRuleSet::getPublishedAt)
                    .text("published_by", AssignmentRuleSet::getPublishedBy)
                    .text("default_team", AssignmentRuleSet::getDefaultTeam)
                    .json(
                            "segments",
                            set -> Json.objects(
                                    set.getSegments(), (json, segment) -> json.put("name", segment.getName())
                                            .putObject("condition", segment.getCondition(), RuleTables::write)))
                    .build());

    static final Table<Part<AssignmentRule>> ASSIGNMENT_RULES = Table.ofFacts(
            "assignment_rules",
            part -> padded(part.version()) + part.of().getId(),
            RuleTables.<AssignmentRule>part()
                    .text("rule_id", part -> part.of().getId())
                    .integer("position", Part::position)
                    .text("name", part -> part.of().getName())
                    .integer("priority", part -> part.of().getPriority())
                    .flag("active", part -> part.of().getActive())
                    .json("condition", part -> condition(part.of().getCondition()))
                    .text("team_id", part -> part.of().getTeam())
                    .text("representative_id", part -> part.of().getRepresentative())
                    .build());

    static final Table<Roster> ROSTERS = Table.ofFacts(
            "rosters",
            roster -> padded(roster.getVersion()),
            Columns.of(Roster.class)
                    .integer("version", Roster::getVersion)
                    .text("content_hash", Roster::getContentHash)
                    .timestamp("published_at", Roster::getPublishedAt)
                    .text("published_by", Roster::getPublishedBy)
                    .json(
                            "holidays",
                            roster -> Json.objects(
                                    roster.getHolidays(), (json, calendar) -> json.put("name", calendar.getName())
                                            .put("dates", calendar.getDates())))
                    .build());

    static final Table<Part<Team>> TEAMS = Table.ofFacts(
            "roster_teams",
            part -> padded(part.version()) + part.of().getId(),
            RuleTables.<Team>part()
                    .text("team_id", part -> part.of().getId())
                    .text("name", part -> part.of().getName())
                    .text("strategy", part -> Literals.word(part.of().getStrategy()))
                    .text("manager", part -> part.of().getManager())
                    .json("accept", part -> times(part.of().getAccept()))
                    .json("first_touch", part -> times(part.of().getFirstTouch()))
                    .integer("moves", part -> part.of().getMoves())
                    .bigint("queue_alert_seconds", part -> part.of().getQueueAlertSeconds())
                    .bigint("owner_wait_seconds", part -> part.of().getOwnerWaitSeconds())
                    .textArray("holidays", part -> Literals.array(part.of().getHolidays()))
                    .build());

    static final Table<Part<Representative>> REPRESENTATIVES = Table.ofFacts(
            "roster_representatives",
            part -> padded(part.version()) + part.of().getId(),
            RuleTables.<Representative>part()
                    .text("representative_id", part -> part.of().getId())
                    .text("name", part -> part.of().getName())
                    .text("email", part -> part.of().getEmail())
                    .text("team_id", part -> part.of().getTeam())
                    .flag("active", part -> part.of().getActive())
                    .integer("capacity_open", part -> part.of().getCapacityOpen())
                    .integer("capacity_per_day", part -> part.of().getCapacityPerDay())
                    .integer("weight", part -> part.of().getWeight())
                    .text("zone", part -> part.of().getZone())
                    .json(
                            "hours",
                            part -> Json.objects(
                                    part.of().getHours(), (json, hours) -> json.put("days", hours.getDays())
                                            .put("from_minute", hours.getFromMinute())
                                            .put("to_minute", hours.getToMinute())))
                    .textArray("days_off", part -> Literals.array(part.of().getDaysOff()))
                    .textArray("segments", part -> Literals.array(part.of().getSegments()))
                    .integer("capacity_per_hour", part -> part.of().getCapacityPerHour())
                    .json(
                            "leave",
                            part -> Json.objects(
                                    part.of().getLeave(), (json, absence) -> json.put("from", absence.getFrom())
                                            .put("until", absence.getUntil())))
                    .textArray("holidays", part -> Literals.array(part.of().getHolidays()))
                    .build());

    private RuleTables() {}

    private static <T> Columns.Builder<Part<T>> part() {
        return new Columns.Builder<Part<T>>().integer("version", Part::version);
    }

    private static String times(List<GradeTime> times) {
        return Json.objects(
                times, (json, time) -> json.put("grade", time.getGrade()).put("seconds", time.getSeconds()));
    }

    private static String padded(int version) {
        return String.format("%010d/", version);
    }

    private static @Nullable String condition(@Nullable Condition condition) {
        return condition == null ? null : Json.object(condition, RuleTables::write);
    }

    private static void write(Json json, Condition condition) throws IOException {
        json.put("kind", condition.getKind())
                .put("field", condition.getField())
                .put("operator", condition.getOperator());
        if (!condition.getValues().isEmpty()) {
            json.put("values", condition.getValues());
        }
        if (!condition.getChildren().isEmpty()) {
            json.putObjects("children", condition.getChildren(), RuleTables::write);
        }
        json.putObject("where", condition.getWhere(), RuleTables::write);
    }
}
