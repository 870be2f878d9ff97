-- Each person who was considered, beside what the decision went by.

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
