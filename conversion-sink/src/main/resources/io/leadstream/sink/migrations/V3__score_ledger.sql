-- What a score was at any time, line by line, and how far re-scoring is.

alter table score_changes add column decided_at timestamptz;
update score_changes set decided_at = received_at;
alter table score_changes alter column decided_at set not null;

comment on column score_changes.decided_at is 'When scoring told it: from then on this was the score that everybody saw. The score shown at a time is the change of the highest sequence with decided_at not later.';
comment on column score_changes.lines is 'Breakdown: an array of {rule, category, hits, cut, points, faded, capped}, where 0 is left out of the last two and of cut; the points add up to total.';

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
