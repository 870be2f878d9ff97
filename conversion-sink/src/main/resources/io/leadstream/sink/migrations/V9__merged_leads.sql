-- Leads that turned out to be one with another.

alter table leads add column merged_into uuid;

create index leads_merged_into on leads (merged_into) where merged_into is not null;

comment on column leads.merged_into is 'The lead that this one has become part of, because its phone or company turned out to be that one''s; null for a lead that stands for itself. What is known of it went there; the row and its history stay.';

create table lead_links (
    lead_id      uuid not null,
    into_lead_id uuid not null,
    event_id     text not null,
    occurred_at  timestamptz not null,
    received_at  timestamptz not null,
    primary key (lead_id, into_lead_id, event_id)
);

comment on table lead_links is 'An event that named a person in two ways: the lead of the phone (of the company) is that of the e-mail (of either). The first in the order of the topic counts; leads.merged_into says which.';
comment on column lead_links.lead_id is 'The lead that is given up; it may never have had a row of its own.';
comment on column lead_links.into_lead_id is 'The lead it is part of, if this link counts.';
comment on column lead_links.event_id is 'The capture or activity that named both.';
comment on column lead_links.occurred_at is 'When that happened.';
comment on column lead_links.received_at is 'When that arrived.';

-- A company''s lead may be a phone''s, and that one an e-mail''s; there is nothing beyond.
create view lead_identities as
select l.lead_id, coalesce(n.merged_into, l.merged_into, l.lead_id) as stands_for
from leads l
left join leads n on n.lead_id = l.merged_into;

comment on view lead_identities is 'Each id that a lead ever had, with the lead that it stands for now: itself, or the one it has become part of.';

create function lead_of(known_as uuid) returns uuid language sql stable as $$
    select coalesce((select i.stands_for from lead_identities i where i.lead_id = known_as), known_as)
$$;

comment on function lead_of(uuid) is 'The lead that an id stands for now.';

create function lead_ids(known_as uuid) returns setof uuid language sql stable as $$
    with recursive ids (lead_id) as (
        select lead_of(known_as)
        union
        select l.lead_id from ids join leads l on l.merged_into = ids.lead_id
    )
    select lead_id from ids
$$;

comment on function lead_ids(uuid) is 'Every id that the lead of an id ever had: where its activities, scores and decisions are.';

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

create or replace view prediction_calibration as
select l.predicted_by, least(l.predicted_percent / 10, 9) as tenth, count(*) as leads,
    round(avg(l.predicted_probability)::numeric, 4) as predicted,
    round(avg(case when l.converted then 1.0 else 0.0 end), 4) as observed
from leads l
where l.predicted_percent is not null and l.merged_into is null
group by l.predicted_by, least(l.predicted_percent / 10, 9);
