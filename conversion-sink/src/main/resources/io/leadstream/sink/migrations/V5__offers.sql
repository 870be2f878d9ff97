-- Offers with clocks, what somebody has to look at, and commands about people.

alter table assignments
    add column accept_by  timestamptz,
    add column touch_by   timestamptz,
    add column moves      integer not null default 0,
    add column reason     text,
    add column impossible boolean not null default false;

comment on column assignments.assignment_id is 'Name-based UUID of lead, offer number and kind; of a wait that is told again also of its time.';
comment on column assignments.kind is 'queued, assigned, accepted, declined, expired, handed_back or released; the view offers has one row for each offer.';
comment on column assignments.method is 'rule, default_team, returning_owner, company_owner, admin or escalated.';
comment on column assignments.candidates is 'Everybody in the team: an array of {representative, result, open_leads, weight, last_turn, assigned, head_start}.';
comment on column assignments.accept_by is 'When the offer ends unless it is accepted; in assigned and expired.';
comment on column assignments.touch_by is 'When the first touch is due; in assigned.';
comment on column assignments.moves is 'How often the lead had moved on to somebody else before.';
comment on column assignments.reason is 'Why it was declined, handed back or released.';
comment on column assignments.impossible is 'True in queued when nobody in the roster could ever receive the lead as it is.';

create table assignment_alerts (
    alert_id          uuid primary key,
    lead_id           uuid not null references leads,
    kind              text not null,
    offer_number      integer not null,
    team_id           text not null,
    representative_id text,
    manager_id        text,
    detail            text not null,
    due_at            timestamptz not null,
    at                timestamptz not null,
    score             integer not null,
    grade             text not null
);

comment on table assignment_alerts is 'Clocks that ran out, and leads that somebody has to look at.';
comment on column assignment_alerts.alert_id is 'Name-based UUID of lead, offer number, kind and due time.';
comment on column assignment_alerts.lead_id is 'The lead.';
comment on column assignment_alerts.kind is 'accept_halfway, accept_late, touch_overdue, queue_aged, escalated or no_possible_owner.';
comment on column assignment_alerts.offer_number is 'The offer it is about.';
comment on column assignment_alerts.team_id is 'Team of the offer.';
comment on column assignment_alerts.representative_id is 'The owner; null while the lead has none.';
comment on column assignment_alerts.manager_id is 'The team''s manager; null when it has none.';
comment on column assignment_alerts.detail is 'One sentence that a person can read.';
comment on column assignment_alerts.due_at is 'When it was due.';
comment on column assignment_alerts.at is 'When it was noticed.';
comment on column assignment_alerts.score is 'Score at that time.';
comment on column assignment_alerts.grade is 'Grade at that time.';

create index assignment_alerts_lead on assignment_alerts (lead_id, at);

create table staff_commands (
    representative_id text not null,
    command_id        text not null,
    command           text not null,
    issued_by         text not null,
    received_at       timestamptz not null,
    details           jsonb not null,
    primary key (representative_id, command_id)
);

comment on table staff_commands is 'What was ordered about representatives; what became of it is in staff_changes.';
comment on column staff_commands.representative_id is 'Whom it is about.';
comment on column staff_commands.command_id is 'The caller''s idempotency key, or a random UUID.';
comment on column staff_commands.command is 'set_availability or hand_over_leads.';
comment on column staff_commands.issued_by is 'Who ordered it.';
comment on column staff_commands.received_at is 'Arrival.';
comment on column staff_commands.details is 'Fields of the command.';

create table staff_changes (
    representative_id    text not null,
    command_id           text not null,
    kind                 text not null,
    accepted             boolean not null,
    refusal              text,
    detail               text,
    issued_by            text not null,
    at                   timestamptz not null,
    until                timestamptz,
    to_representative_id text,
    to_team_id           text,
    reason               text,
    primary key (representative_id, command_id)
);

comment on table staff_changes is 'Who went away or came back by command, and whose leads went to somebody else; refused commands too.';
comment on column staff_changes.representative_id is 'Whom it is about.';
comment on column staff_changes.command_id is 'The command.';
comment on column staff_changes.kind is 'away, back or hand_over.';
comment on column staff_changes.accepted is 'False: refused, nothing changed.';
comment on column staff_changes.refusal is 'Code of the refusal.';
comment on column staff_changes.detail is 'What was in the way.';
comment on column staff_changes.issued_by is 'Who ordered it.';
comment on column staff_changes.at is 'Arrival of the command.';
comment on column staff_changes.until is 'When an absence ends by itself.';
comment on column staff_changes.to_representative_id is 'Who gets the leads of a hand-over; null: the team decides.';
comment on column staff_changes.to_team_id is 'Team that gets the leads of a hand-over.';
comment on column staff_changes.reason is 'Why, in words.';

alter table rosters add column holidays jsonb not null default '[]';
comment on column rosters.holidays is 'Holiday calendars: an array of {name, dates}.';

alter table roster_teams
    add column accept              jsonb not null default '[]',
    add column first_touch         jsonb not null default '[]',
    add column moves               integer not null default 3,
    add column queue_alert_seconds bigint not null default 3600,
    add column owner_wait_seconds  bigint not null default 0,
    add column holidays            text[] not null default '{}';
comment on column roster_teams.accept is 'Working time to accept an offer, where it is not the default: an array of {grade, seconds}.';
comment on column roster_teams.first_touch is 'Working time to the first touch, where it is not the default: an array of {grade, seconds}.';
comment on column roster_teams.moves is 'How often a lead moves on before it goes to the manager.';
comment on column roster_teams.queue_alert_seconds is 'Wait in the queue after which an alert goes out; 0: never.';
comment on column roster_teams.owner_wait_seconds is 'How long a lead waits for its former owner, or its company''s, while absent; 0: not at all.';
comment on column roster_teams.holidays is 'Holiday calendars of everybody in the team.';

alter table roster_representatives
    add column capacity_per_hour integer,
    add column leave             jsonb not null default '[]',
    add column holidays          text[] not null default '{}';
comment on column roster_representatives.capacity_per_hour is 'Most leads per hour; null: no limit.';
comment on column roster_representatives.leave is 'Absences: an array of {from, until}.';
comment on column roster_representatives.holidays is 'Holiday calendars beside those of the team.';
