-- Where the sink stands, and what it could not write.

create table sink_offsets (
    sink        text not null,
    topic       text not null,
    topic_id    uuid not null,
    partition   integer not null check (partition >= 0),
    next_offset bigint not null check (next_offset >= 0),
    owner_epoch bigint not null check (owner_epoch > 0),
    updated_at  timestamptz not null default now(),
    primary key (sink, topic, partition)
) with (fillfactor = 50);

comment on table sink_offsets is 'How far each partition is written. Changed in the transaction that writes the rows, so rows and offsets always agree.';
comment on column sink_offsets.sink is 'Consumer group of the sink.';
comment on column sink_offsets.topic is 'Topic name.';
comment on column sink_offsets.topic_id is 'Id of the topic: another one means that the topic was made anew, and its offsets mean something else.';
comment on column sink_offsets.partition is 'Partition number.';
comment on column sink_offsets.next_offset is 'First offset that is not yet written. Only grows.';
comment on column sink_offsets.owner_epoch is 'Rises with each claim of the partition: an instance with an older epoch can not write any more.';
comment on column sink_offsets.updated_at is 'Wall clock of the last change.';

create function sink_offsets_only_grow() returns trigger language plpgsql as $$
begin
    if new.next_offset < old.next_offset or new.owner_epoch < old.owner_epoch then
        raise exception 'offset or epoch of % % would go back', old.topic, old.partition
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger sink_offsets_only_grow before update on sink_offsets
    for each row execute function sink_offsets_only_grow();

create table sink_dead_letters (
    sink         text not null,
    topic        text not null,
    partition    integer not null,
    record_offset bigint not null,
    recorded_at  timestamptz not null,
    key          bytea,
    value        bytea,
    headers      jsonb not null,
    code         text not null,
    sqlstate     text,
    reason       text not null,
    primary key (sink, topic, partition, record_offset)
);

comment on table sink_dead_letters is 'Records that could not be written, with their bytes, so that they can be mended and written later.';
comment on column sink_dead_letters.sink is 'Consumer group of the sink.';
comment on column sink_dead_letters.topic is 'Topic of the record.';
comment on column sink_dead_letters.partition is 'Partition of the record.';
comment on column sink_dead_letters.record_offset is 'Offset of the record.';
comment on column sink_dead_letters.recorded_at is 'Time stamp of the record.';
comment on column sink_dead_letters.key is 'Original key.';
comment on column sink_dead_letters.value is 'Original value.';
comment on column sink_dead_letters.headers is 'Headers as text.';
comment on column sink_dead_letters.code is 'record_undecodable, record_invalid or row_refused.';
comment on column sink_dead_letters.sqlstate is 'SQLSTATE, when the database refused it.';
comment on column sink_dead_letters.reason is 'The reason in words.';

create function sink_reset() returns void language sql as $$
    truncate leads, lead_captures, activities, visitor_activities, score_changes, transitions, assignments, tasks,
        assessments, companies, contacts, opportunities, conversions, commands, command_outcomes, rejected_inputs,
        import_runs, scoring_rule_sets, scoring_rules, assignment_rule_sets, assignment_rules, rosters, roster_teams,
        roster_representatives, sink_offsets, sink_dead_letters
$$;

comment on function sink_reset is 'Empties everything; running sinks then write it again from the beginning of the topics.';
