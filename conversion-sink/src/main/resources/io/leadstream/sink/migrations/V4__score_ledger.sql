-- What a score was at any time, line by line, and how far re-scoring is.

alter table score_changes add column decided_at timestamptz;
update score_changes set decided_at = received_at;
alter table score_changes alter column decided_at set not null;

comment on column score_changes.decided_at is 'When scoring told it: from then on this was the score that everybody saw. The score shown at a time is the change of the highest sequence with decided_at not later.';
comment on column score_changes.lines is 'Breakdown: an array of {rule, category, hits, cut, points, faded, capped}, where 0 is left out of the last two and of cut; the points add up to total.';

drop view score_lines;

create view score_lines as
select s.lead_id, s.sequence, l.ordinal, l.rule_id, r.name as rule_name, l.category, r.activity_type,
    r.condition, r.points as points_each, l.hits, l.cut, r.half_life_days, l.faded, r.cap, l.capped, l.points,
    s.score, s.grade, s.total, s.rules_version, s.cause, s.cause_id, s.cause_type, s.occurred_at, s.received_at,
    s.decided_at
from score_changes s
cross join lateral (
    select e.ordinality as ordinal, e.line ->> 'rule' as rule_id, e.line ->> 'category' as category,
        (e.line ->> 'hits')::integer as hits, coalesce((e.line ->> 'cut')::integer, 0) as cut,
        coalesce((e.line ->> 'faded')::integer, 0) as faded, coalesce((e.line ->> 'capped')::integer, 0) as capped,
        (e.line ->> 'points')::integer as points
    from jsonb_array_elements(s.lines) with ordinality as e (line, ordinality)
) l
left join scoring_rules r on r.version = s.rules_version and r.rule_id = l.rule_id;

comment on view score_lines is 'One row for each line of each breakdown; per change, points add up to total.';
comment on column score_lines.lead_id is 'Whose score.';
comment on column score_lines.sequence is 'Which change of the score; the highest is the score now.';
comment on column score_lines.ordinal is 'Place of the line, in the order of the rules.';
comment on column score_lines.rule_id is 'Id of the rule; manual:<command id> for an adjustment, predictive for what a model adds.';
comment on column score_lines.rule_name is 'Name of the rule in that version; null for what is no rule.';
comment on column score_lines.category is 'demographic, firmographic, behavioural, manual or predictive.';
comment on column score_lines.activity_type is 'Activity that the rule counts; null when it gives its points once.';
comment on column score_lines.condition is 'Condition of the rule; null when it has none.';
comment on column score_lines.points_each is 'Points of one hit in that version.';
comment on column score_lines.hits is 'Hits that counted; 1 for a rule that gives its points once.';
comment on column score_lines.cut is 'Hits that the daily limit cut.';
comment on column score_lines.half_life_days is 'Days after which the points of a hit are half; null when they do not fade.';
comment on column score_lines.faded is 'Points that fading has taken.';
comment on column score_lines.cap is 'Most points the rule may give; null when there is no limit.';
comment on column score_lines.capped is 'Points beyond the cap.';
comment on column score_lines.points is 'Points of the line: points_each * hits - faded - capped.';
comment on column score_lines.score is 'Score of the change, 0 to 100.';
comment on column score_lines.grade is 'Grade of the change.';
comment on column score_lines.total is 'Sum of the lines of the change.';
comment on column score_lines.rules_version is 'Scoring rule set that made it.';
comment on column score_lines.cause is 'capture, activity, rule_set, fade, adjustment, merge, model or recycling.';
comment on column score_lines.cause_id is 'Event id of the cause, or rules:<version>.';
comment on column score_lines.cause_type is 'Activity type of the cause; null unless an activity caused it.';
comment on column score_lines.occurred_at is 'When the cause happened.';
comment on column score_lines.received_at is 'When the cause arrived.';
comment on column score_lines.decided_at is 'When scoring told it.';

create table scoring_progress (
    version        integer not null check (version > 0),
    partition      integer not null check (partition >= 0),
    position       bigint not null,
    active_version integer not null,
    state          text not null,
    visited        bigint not null check (visited >= 0),
    leads          bigint not null check (leads >= 0),
    started_at     timestamptz not null,
    updated_at     timestamptz not null,
    primary key (version, partition)
);

comment on table scoring_progress is 'How far each partition of the leads was or is with each version of the scoring rules.';
comment on column scoring_progress.version is 'Version that the partition is brought to.';
comment on column scoring_progress.partition is 'Partition of the leads.';
comment on column scoring_progress.position is 'Position in the topic of the record that the row comes from.';
comment on column scoring_progress.active_version is 'Version by which events are scored.';
comment on column scoring_progress.state is 'backfilling, rescoring or done; a version that a newer one overtook stays as it was.';
comment on column scoring_progress.visited is 'Leads looked at.';
comment on column scoring_progress.leads is 'Leads there were at the start, as the store estimated.';
comment on column scoring_progress.started_at is 'When the partition took the version up.';
comment on column scoring_progress.updated_at is 'When this was told; the end, when done.';

-- Whatever tables the sink's user has in this schema, so that no new one is forgotten. PostgreSQL 18.6 refuses to empty both ends of a key that is
-- not enforced unless it is told to cascade, though all are named.
create or replace function sink_reset() returns void language plpgsql set search_path from current as $$
begin
    execute (
        select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' cascade'
        from pg_tables
        where schemaname = current_schema() and tablename <> 'sink_schema_history'
            and tableowner = (
                select tableowner from pg_tables where schemaname = current_schema() and tablename = 'leads'));
end
$$;
