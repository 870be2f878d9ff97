// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

/**
 * What a lead's story asks of the database. An id of a lead that has become part of another asks for that one, and the
 * story is that of all its ids. Times are shown in UTC.
 */
final class StorySql {

    static final String LEAD = """
            select l.lead_id, concat_ws(' ', l.first_name, l.last_name) as name, coalesce(l.email, l.phone, '') as reach,
                l.title, l.company, l.score, l.grade, l.stage, l.status, l.route,
                coalesce(r.name, l.owner_id) as owner
            from leads l
            left join representatives r on r.representative_id = l.owner_id
            where l.lead_id = lead_of(?::uuid)
            """;

    /** Captures, activities, and what the visitor did before they were known; the score after each. */
    static final String EVENTS = """
            with events as (
                select event_id, occurred_at, 'captured' as what, coalesce(form_key, source) as through,
                    concat_ws(', ', company, title, campaign ->> 'campaign', anonymous_id) as detail
                from lead_captures
                where lead_id in (select lead_ids(?::uuid))
                union all
                select event_id, occurred_at, type, case when handed_over then anonymous_id else 'their address' end,
                    (select string_agg(value, ', ') from jsonb_each_text(properties))
                from activities
                where lead_id in (select lead_ids(?::uuid)) and not capture
            )
            select to_char(e.occurred_at at time zone 'UTC', 'Mon DD HH24:MI') as at, e.what, e.through, e.detail,
                s.score
            from events e
            left join lateral (
                select score
                from score_changes c
                where c.cause_id = e.event_id and c.lead_id in (select lead_ids(?::uuid))
                order by sequence desc
                limit 1
            ) s on true
            order by e.occurred_at, e.event_id
            """;

    static final String DECISIONS = """
            select to_char(decided_at at time zone 'UTC', 'Mon DD HH24:MI:SS') as at, explanation
            from assignments
            where lead_id in (select lead_ids(?::uuid))
            order by decided_at, offer_number
            """;

    static final String CANDIDATES = """
            select coalesce(r.name, c.representative_id) as who, c.result, c.open_leads, c.weight, c.last_turn
            from assignment_candidates c
            left join representatives r using (representative_id)
            where c.assignment_id = (
                select assignment_id
                from assignments
                where lead_id in (select lead_ids(?::uuid)) and kind = 'assigned'
                order by decided_at desc, offer_number desc
                limit 1)
            order by c.ordinal
            """;

    static final String SALES = """
            select to_char(at at time zone 'UTC', 'Mon DD HH24:MI:SS') as at, what, coalesce(r.name, steps.who) as who,
                outcome, refused
            from (
                select o.at, 0 as rank, 0 as sequence, replace(o.command, '_', ' ') as what, o.issued_by as who,
                    case when o.accepted then 'done' else lower(o.refusal) || coalesce(': ' || o.detail, '') end as outcome,
                    not o.accepted as refused
                from command_outcomes o
                where o.lead_id in (select lead_ids(?::uuid))
                union all
                select t.at, 1, t.sequence, t.machine || ' ' || t.to_state, t.actor,
                    'from ' || t.from_state || ', ' || replace(t.cause, '_', ' '), false
                from transitions t
                where t.lead_id in (select lead_ids(?::uuid))
                union all
                select k.created_at, 2, 0, 'task: ' || k.title, k.owner_id,
                    k.priority || ', due ' || to_char(k.due_at at time zone 'UTC', 'Mon DD HH24:MI'), false
                from tasks k
                where k.lead_id in (select lead_ids(?::uuid))
            ) steps
            left join representatives r on r.representative_id = steps.who
            order by steps.at, rank, sequence
            """;

    static final String CONVERSION = """
            select concat_ws(', ', 'contact ' || concat_ws(' ', k.first_name, k.last_name), 'company ' || m.name,
                'opportunity ' || o.name
                    || coalesce(' of ' || trim(to_char(o.amount_minor / 100.0, '999,999,990')) || ' ' || o.currency, '')
                ) as told
            from conversions c
            join contacts k using (contact_id)
            left join companies m on m.company_id = c.company_id
            left join opportunities o on o.opportunity_id = c.opportunity_id
            where c.lead_id in (select lead_ids(?::uuid))
            """;

    private StorySql() {}
}
