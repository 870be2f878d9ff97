-- What visitors did before they were known becomes rows of their leads' activities.

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
