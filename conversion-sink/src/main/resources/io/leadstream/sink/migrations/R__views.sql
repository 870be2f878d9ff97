-- Everything that is read through views, as it is now. Runs again whenever this file changes, after all numbered files.
-- "create or replace" keeps what others were granted; it can only add columns at the end of a view. A change of another
-- kind needs a numbered file that drops the view first.

-- A company's lead may be a phone's, and that one an e-mail's; there is nothing beyond.
create or replace view lead_identities as
select l.lead_id, coalesce(n.merged_into, l.merged_into, l.lead_id) as stands_for
from leads l
left join leads n on n.lead_id = l.merged_into;

comment on view lead_identities is 'Each id that a lead ever had, with the lead that it stands for now: itself, or the one it has become part of.';

create or replace function lead_of(known_as uuid) returns uuid language sql stable as $$
    select coalesce((select i.stands_for from lead_identities i where i.lead_id = known_as), known_as)
$$;
comment on function lead_of(uuid) is 'The lead that an id stands for now.';

create or replace function lead_ids(known_as uuid) returns setof uuid language sql stable as $$
    with recursive ids (lead_id) as (
        select lead_of(known_as)
        union
        select l.lead_id from ids join leads l on l.merged_into = ids.lead_id
    )
    select lead_id from ids
$$;
comment on function lead_ids(uuid) is 'Every id that the lead of an id ever had: where its activities, scores and decisions are.';

create or replace view teams as
select distinct on (t.team_id)
    t.team_id, t.name, t.strategy, t.manager, t.version as roster_version,
    t.version = (select max(version) from rosters) as in_roster,
    t.accept, t.first_touch, t.moves, t.queue_alert_seconds, t.owner_wait_seconds,
    t.holidays
from roster_teams t
order by t.team_id, t.version desc;

comment on view teams is 'Each team as its newest roster has it; in_roster is false once a newer roster left it out.';

create or replace view representatives as
select distinct on (r.representative_id)
    r.representative_id, r.name, r.email, r.team_id, r.active, r.capacity_open, r.capacity_per_day, r.weight, r.zone,
    r.hours, r.days_off, r.segments, r.version as roster_version,
    r.version = (select max(version) from rosters) as in_roster,
    r.capacity_per_hour, r.leave, r.holidays
from roster_representatives r
order by r.representative_id, r.version desc;

comment on view representatives is 'Each person as the newest roster that names them has it; in_roster is false once a newer roster left them out.';

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
comment on column score_lines.reason is 'Why points were given by hand; null for what is no adjustment.';
comment on column score_lines.issued_by is 'Who gave points by hand; null for what is no adjustment.';
comment on column score_lines.until is 'Last day of points given by hand; null when they stay, and for what is no adjustment.';
comment on column score_lines.activity_where is 'Which of the activities the rule counts, as a condition over their properties; null: all of the type.';

create or replace view assignment_candidates as
select a.assignment_id, a.lead_id, a.offer_number, a.decided_at, c.ordinal, c.representative_id, c.result, c.open_leads,
    c.weight, c.last_turn, c.assigned, c.head_start,
    a.kind, a.team_id, a.representative_id as chosen_id, a.method, a.rule_id, r.name as rule_name, a.strategy, a.segment,
    a.rules_version, a.roster_version
from assignments a
left join assignment_rules r on r.version = a.rules_version and r.rule_id = a.rule_id
cross join lateral (
    select e.ordinality as ordinal, e.candidate ->> 'representative' as representative_id,
        e.candidate ->> 'result' as result, (e.candidate ->> 'open_leads')::integer as open_leads,
        (e.candidate ->> 'weight')::integer as weight, (e.candidate ->> 'last_turn')::bigint as last_turn,
        (e.candidate ->> 'assigned')::bigint as assigned, (e.candidate ->> 'head_start')::numeric / 1000 as head_start
    from jsonb_array_elements(a.candidates) with ordinality as e (candidate, ordinality)
) c;

comment on view assignment_candidates is 'One row for each person who was considered in a decision: load, weight and reason code, the rule or strategy that decided, rule and roster versions, offer number.';

create or replace view exceptions as
select o.at, o.lead_id, l.email, l.owner_id, o.command, o.command_id, o.issued_by, o.refusal, o.detail,
    'refused_command' as kind
from command_outcomes o
left join leads l using (lead_id)
where not o.accepted
union all
select s.at, null, null, null, s.kind, s.command_id, s.issued_by, s.refusal, s.detail, 'refused_command'
from staff_changes s
where not s.accepted
union all
select a.at, a.lead_id, l.email, l.owner_id, null, null, null, null, a.detail, a.kind
from assignment_alerts a
left join leads l using (lead_id)
where a.kind in ('touch_overdue', 'queue_aged', 'escalated', 'no_possible_owner')
union all
select u.at, u.lead_id, l.email, l.owner_id, null, null, null, null, u.detail, 'undelivered_notification'
from undelivered_notifications u
left join leads l using (lead_id);

comment on view exceptions is 'What somebody has to look at: refused commands, missed first touches, long waits, leads that went to a manager or that nobody can receive, notifications that reached nobody.';

create or replace view visitor_leads as
select distinct on (anonymous_id, lead_id) anonymous_id, lead_id, received_at as identified_at
from visitor_activities
where lead_id is not null
order by anonymous_id, lead_id, received_at;

comment on view visitor_leads is 'Which visitors turned out to be which leads, and when that arrived first.';

-- A lead that has become part of another counts as that one, once.
create or replace view lead_stages as
select l.lead_id, l.source, l.source_kind, l.campaign_name as campaign, l.owner_id, l.team_id, l.grade, l.score,
    l.stage, l.status, l.route,
    coalesce(l.first_received_at, t.lead_at) as arrived_at,
    t.lead_at, t.mql_at, t.sal_at, t.sql_at, t.opportunity_at, t.customer_at,
    p.reached >= 1 as reached_lead, p.reached >= 2 as reached_mql, p.reached >= 3 as reached_sal,
    p.reached >= 4 as reached_sql, p.reached >= 5 as reached_opportunity, p.reached >= 6 as reached_customer
from leads l
join (
    select i.stands_for as lead_id,
        min(at) filter (where to_state = 'lead') as lead_at,
        min(at) filter (where to_state = 'mql') as mql_at,
        min(at) filter (where to_state = 'sal') as sal_at,
        min(at) filter (where to_state = 'sql') as sql_at,
        min(at) filter (where to_state = 'opportunity') as opportunity_at,
        min(at) filter (where to_state = 'customer') as customer_at
    from transitions s
    join lead_identities i using (lead_id)
    where s.machine = 'stage'
    group by i.stands_for
) t using (lead_id)
cross join lateral (
    select case
        when t.customer_at is not null then 6
        when t.opportunity_at is not null then 5
        when t.sql_at is not null then 4
        when t.sal_at is not null then 3
        when t.mql_at is not null then 2
        when t.lead_at is not null then 1
        else 0
    end as reached
) p;

comment on view lead_stages is 'One row per lead with when it first entered each stage. A lead that skipped a stage counts as having reached it.';

create or replace view funnel as
select (arrived_at at time zone 'UTC')::date as day, source, campaign, owner_id,
    count(*) filter (where reached_lead) as leads,
    count(*) filter (where reached_mql) as mql,
    count(*) filter (where reached_sal) as sal,
    count(*) filter (where reached_sql) as sql,
    count(*) filter (where reached_opportunity) as opportunities,
    count(*) filter (where reached_customer) as customers,
    round(count(*) filter (where reached_mql)::numeric / nullif(count(*) filter (where reached_lead), 0), 4) as lead_to_mql,
    round(count(*) filter (where reached_sal)::numeric / nullif(count(*) filter (where reached_mql), 0), 4) as mql_to_sal,
    round(count(*) filter (where reached_sql)::numeric / nullif(count(*) filter (where reached_sal), 0), 4) as sal_to_sql,
    round(count(*) filter (where reached_opportunity)::numeric / nullif(count(*) filter (where reached_sql), 0), 4) as sql_to_opportunity,
    round(count(*) filter (where reached_customer)::numeric / nullif(count(*) filter (where reached_opportunity), 0), 4) as opportunity_to_customer
from lead_stages
group by 1, 2, 3, 4;

comment on view funnel is 'Leads by UTC day of arrival, source, campaign and owner: how many reached each stage, and the rate from stage to stage. For longer periods sum the counts, never the rates.';

create or replace view funnel_totals as
select stage, reached, round(reached::numeric / nullif(lag(reached) over (order by ordinal), 0), 4) as from_previous,
    round(reached::numeric / nullif(first_value(reached) over (order by ordinal), 0), 4) as from_first
from (
    select s.ordinal, s.stage, s.reached
    from (
        select coalesce(sum(leads), 0) as leads, coalesce(sum(mql), 0) as mql, coalesce(sum(sal), 0) as sal,
            coalesce(sum(sql), 0) as sql, coalesce(sum(opportunities), 0) as opportunities,
            coalesce(sum(customers), 0) as customers
        from funnel
    ) f
    cross join lateral (values
        (1, 'lead', f.leads), (2, 'mql', f.mql), (3, 'sal', f.sal), (4, 'sql', f.sql),
        (5, 'opportunity', f.opportunities), (6, 'customer', f.customers)
    ) as s (ordinal, stage, reached)
) stages
order by ordinal;

comment on view funnel_totals is 'The funnel over everything: one row per stage.';

create or replace view speed_to_lead as
select l.lead_id, l.source, l.grade, a.representative_id, a.team_id,
    a.requested_at, a.assigned_at, c.accepted_at, t.first_touch_at,
    extract(epoch from a.assigned_at - a.requested_at)::numeric(20, 3) as seconds_to_assign,
    extract(epoch from c.accepted_at - a.assigned_at)::numeric(20, 3) as seconds_to_accept,
    extract(epoch from t.first_touch_at - a.assigned_at)::numeric(20, 3) as seconds_to_touch,
    extract(epoch from t.first_touch_at - a.requested_at)::numeric(20, 3) as seconds_request_to_touch
from leads l
join lateral (
    select representative_id, team_id, requested_at, decided_at as assigned_at
    from assignments
    where lead_id in (select lead_ids(l.lead_id)) and kind = 'assigned'
    order by decided_at, offer_number
    limit 1
) a on true
left join lateral (
    select min(decided_at) as accepted_at
    from assignments
    where lead_id in (select lead_ids(l.lead_id)) and kind = 'accepted'
) c on true
left join lateral (
    select min(o.at) as first_touch_at
    from command_outcomes o
    where o.lead_id in (select lead_ids(l.lead_id)) and o.command = 'log_touch' and o.accepted
) t on true
where l.merged_into is null;

comment on view speed_to_lead is 'Per lead: from the request for an owner to the first assignment, the acceptance and the first touch, in seconds.';

create or replace view speed_to_lead_summary as
select
    case when grouping(team_id) = 0 then 'team' when grouping(representative_id) = 0 then 'representative'
        when grouping(source) = 0 then 'source' when grouping(grade) = 0 then 'grade' else 'all' end as dimension,
    coalesce(team_id, representative_id, source, grade) as value,
    count(*) as assigned, count(accepted_at) as accepted, count(first_touch_at) as touched,
    percentile_cont(0.5) within group (order by seconds_to_assign) as assign_median_seconds,
    percentile_cont(0.9) within group (order by seconds_to_assign) as assign_p90_seconds,
    percentile_cont(0.5) within group (order by seconds_to_accept) as accept_median_seconds,
    percentile_cont(0.9) within group (order by seconds_to_accept) as accept_p90_seconds,
    percentile_cont(0.5) within group (order by seconds_request_to_touch) as touch_median_seconds,
    percentile_cont(0.9) within group (order by seconds_request_to_touch) as touch_p90_seconds
from speed_to_lead
group by grouping sets ((), (team_id), (representative_id), (source), (grade));

comment on view speed_to_lead_summary is 'Median and 90th percentile of speed to lead: over all, and by team, representative, source and grade.';

create or replace view workload as
with people as (
    select representative_id from representatives
    union
    select representative_id from assignments where representative_id is not null
    union
    select owner_id from leads where owner_id is not null
)
select p.representative_id, r.name, r.team_id, coalesce(r.active and r.in_roster, false) as active, r.capacity_open,
    coalesce(o.open_leads, 0) as open_leads,
    coalesce(a.assigned, 0) as assigned,
    coalesce(a.accepted, 0) as accepted,
    coalesce(c.converted, 0) as converted,
    coalesce(d.won, 0) as won,
    coalesce(d.lost, 0) as lost,
    round(coalesce(a.accepted, 0)::numeric / nullif(a.assigned, 0), 4) as acceptance_rate,
    round(coalesce(c.converted, 0)::numeric / nullif(a.assigned, 0), 4) as conversion_rate,
    round(coalesce(d.won, 0)::numeric / nullif(d.won + d.lost, 0), 4) as win_rate
from people p
left join representatives r using (representative_id)
left join (
    select owner_id as representative_id, count(*) as open_leads
    from leads
    where owner_id is not null and merged_into is null and status not in ('converted', 'unqualified')
    group by owner_id
) o using (representative_id)
left join (
    select representative_id,
        count(distinct i.stands_for) filter (where kind = 'assigned') as assigned,
        count(distinct i.stands_for) filter (where kind = 'accepted') as accepted
    from assignments
    join lead_identities i using (lead_id)
    where representative_id is not null
    group by representative_id
) a using (representative_id)
left join (
    select owner_id as representative_id, count(distinct lead_id) as converted
    from conversions
    where owner_id is not null
    group by owner_id
) c using (representative_id)
left join (
    select owner_id as representative_id,
        count(*) filter (where stage = 'closed_won') as won,
        count(*) filter (where stage = 'closed_lost') as lost
    from opportunities
    where owner_id is not null
    group by owner_id
) d using (representative_id);

comment on view workload is 'Per representative: leads open now, leads ever assigned, accepted and converted, deals won and lost. win_rate is won / (won + lost), null before the first deal is closed.';

create or replace view stuck_leads as
select l.lead_id, l.email, l.company, l.grade, l.score, l.owner_id, l.team_id, s.reason, s.since, now() - s.since as waiting
from leads l
cross join lateral (
    select case
            when l.ownership = 'queued' then 'queued: ' || coalesce(l.queue_reason, 'unknown')
            when l.ownership = 'assigned' then 'not accepted'
            when l.ownership = 'accepted' and t.last_touch_at is null then 'not touched'
            when l.ownership = 'accepted' then 'no touch since'
            when l.route = 'sales' and l.ownership is null then 'no decision on an owner'
        end as reason,
        case
            when l.ownership = 'queued' then q.queued_at
            when l.ownership = 'assigned' then l.assigned_at
            when l.ownership = 'accepted' then coalesce(t.last_touch_at, l.accepted_at)
            else l.route_at
        end as since
    from (select max(o.at) as last_touch_at from command_outcomes o
            where o.lead_id = l.lead_id and o.command = 'log_touch' and o.accepted) t
    cross join (select max(a.decided_at) as queued_at from assignments a
            where a.lead_id = l.lead_id and a.kind = 'queued') q
) s
where l.merged_into is null and l.status not in ('converted', 'unqualified') and s.reason is not null
    and now() - s.since > case
        when l.ownership = 'queued' then interval '1 hour'
        when l.ownership = 'accepted' then interval '7 days'
        else interval '4 hours'
    end;

comment on view stuck_leads is 'Open leads that wait too long and why: an hour in the queue, four hours for an acceptance, a week without a touch.';

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

comment on view import_totals is 'Per import run: lines accepted and refused as counted by the import, beside the rows that are here.';

create or replace view grades as
select g.grade, count(l.lead_id) as leads,
    round(count(l.lead_id)::numeric / nullif(sum(count(l.lead_id)) over (), 0), 4) as share,
    round(avg(l.score), 1) as average_score,
    count(*) filter (where l.qualified) as qualified,
    count(*) filter (where l.owner_id is not null) as owned,
    count(*) filter (where l.converted) as converted,
    round(count(*) filter (where l.converted)::numeric / nullif(count(l.lead_id), 0), 4) as conversion_rate
from (values (1, 'A+'), (2, 'A'), (3, 'B'), (4, 'C'), (5, 'D'), (6, 'F')) as g (ordinal, grade)
left join leads l on l.grade = g.grade and l.profile_version > 0 and l.merged_into is null
group by g.ordinal, g.grade
order by g.ordinal;

comment on view grades is 'Leads by grade, and how they did.';

create or replace view offers as
select a.lead_id, a.offer_number, a.team_id, a.representative_id, a.method, a.moves, a.decided_at as offered_at,
    a.accept_by, coalesce(d.kind, case when c.decided_at is not null then 'accepted' end,
        case when r.decided_at is not null then 'released' else 'open' end) as outcome,
    c.decided_at as accepted_at, coalesce(d.decided_at, r.decided_at) as ended_at, coalesce(d.reason, r.reason) as reason,
    extract(epoch from c.decided_at - a.decided_at)::numeric(20, 3) as seconds_to_accept
from assignments a
left join assignments c on c.lead_id = a.lead_id and c.offer_number = a.offer_number and c.kind = 'accepted'
left join assignments r on r.lead_id = a.lead_id and r.offer_number = a.offer_number and r.kind = 'released'
left join assignments d on d.lead_id = a.lead_id and d.offer_number = a.offer_number
    and d.kind in ('declined', 'expired', 'handed_back')
where a.kind = 'assigned';

comment on view offers is 'One row for each offer of a lead to a person and what came of it: accepted, declined, expired, handed_back, released or open.';

create or replace view prediction_reasons as
select l.lead_id, l.email, l.predicted_percent, l.predicted_by, r.ordinality as ordinal,
    r.reason ->> 'field' as field, r.reason ->> 'value' as value, (r.reason ->> 'effect')::double precision as effect
from leads l
cross join lateral jsonb_array_elements(l.predicted_reasons) with ordinality as r (reason, ordinality);

comment on view prediction_reasons is 'One row for each reason of a lead''s prediction; an effect of 0.7 doubles the odds, one of -0.7 halves them.';

create or replace view prediction_calibration as
select l.predicted_by, least(l.predicted_percent / 10, 9) as tenth, count(*) as leads,
    round(avg(l.predicted_probability)::numeric, 4) as predicted,
    round(avg(case when l.converted then 1.0 else 0.0 end), 4) as observed
from leads l
where l.predicted_percent is not null and l.merged_into is null
group by l.predicted_by, least(l.predicted_percent / 10, 9);

comment on view prediction_calibration is 'Predicted and observed share of converted leads by tenth of the probability; leads the model was trained on are among them.';
