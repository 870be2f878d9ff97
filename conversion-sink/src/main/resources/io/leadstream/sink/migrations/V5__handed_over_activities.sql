-- What visitors did before they were known becomes rows of their leads' activities; rules look at properties.

alter table activities add column handed_over boolean not null default false;

comment on column activities.handed_over is 'True when a visitor did it who was not known then, or by an anonymous id only; see visitor_activities.';
comment on table activities is 'What leads did, also while nobody knew them. A website form is form_submitted and a chat is chat_message, with the capture''s event id. A repeated event is one row.';

create or replace view import_totals as
select i.import_id, i.file_name, i.mapping, i.status, i.lines, i.accepted, i.refused, i.activities,
    coalesce(c.captures, 0) as captures, coalesce(c.leads, 0) as leads, coalesce(a.activity_rows, 0) as activity_rows,
    coalesce(r.rejected_lines, 0) as rejected_lines,
    i.accepted + i.refused = i.lines as lines_add_up,
    coalesce(r.rejected_lines, 0) = i.refused as refused_add_up,
    i.started_at, i.finished_at
from import_runs i
left join (
    select import_id, count(*) as captures, count(distinct lead_id) as leads
    from lead_captures
    where import_id is not null
    group by import_id
) c using (import_id)
left join (
    select import_id, count(*) as activity_rows
    from activities
    where import_id is not null and not capture and not handed_over
    group by import_id
) a using (import_id)
left join (
    select import_id, count(distinct line) as rejected_lines
    from rejected_inputs
    where import_id is not null
    group by import_id
) r using (import_id);

alter table scoring_rules add column activity_where jsonb;

comment on column scoring_rules.activity_where is 'Which of the activities it counts, as a condition over their properties; null: all of the type.';
comment on column scoring_rules.condition is 'When it applies: {kind, field, operator, values, children}, and where beside a count of activities: which of them are meant; null: always.';

create or replace view score_lines as
select s.lead_id, s.sequence, l.ordinal, l.rule_id, r.name as rule_name, l.category, r.activity_type,
    r.condition, r.points as points_each, l.hits, l.cut, r.half_life_days, l.faded, r.cap, l.capped, l.points,
    s.score, s.grade, s.total, s.rules_version, s.cause, s.cause_id, s.cause_type, s.occurred_at, s.received_at,
    s.decided_at, r.activity_where, l.reason, l.issued_by, l.until
from score_changes s
cross join lateral (
    select e.ordinality as ordinal, e.line ->> 'rule' as rule_id, e.line ->> 'category' as category,
        (e.line ->> 'hits')::integer as hits, coalesce((e.line ->> 'cut')::integer, 0) as cut,
        coalesce((e.line ->> 'faded')::integer, 0) as faded, coalesce((e.line ->> 'capped')::integer, 0) as capped,
        (e.line ->> 'points')::integer as points, e.line ->> 'reason' as reason, e.line ->> 'by' as issued_by,
        (e.line ->> 'until')::date as until
    from jsonb_array_elements(s.lines) with ordinality as e (line, ordinality)
) l
left join scoring_rules r on r.version = s.rules_version and r.rule_id = l.rule_id;

comment on column score_lines.reason is 'Why points were given by hand; null for what is no adjustment.';
comment on column score_lines.issued_by is 'Who gave points by hand; null for what is no adjustment.';
comment on column score_lines.until is 'Last day of points given by hand; null when they stay, and for what is no adjustment.';
comment on column score_lines.activity_where is 'Which of the activities the rule counts, as a condition over their properties; null: all of the type.';
