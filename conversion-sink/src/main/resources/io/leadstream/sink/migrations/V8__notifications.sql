-- What owners and managers were to be told and were not.

create table undelivered_notifications (
    undelivered_id  uuid primary key,
    lead_id         uuid references leads,
    channel         text not null,
    receiver        text not null,
    receiver_name   text not null,
    notification_id text not null,
    kind            text,
    reason          text not null,
    attempts        integer not null,
    status          integer,
    detail          text not null,
    topic           text not null,
    partition       integer not null,
    record_offset   bigint not null,
    at              timestamptz not null
);

comment on table undelivered_notifications is 'Notifications that reached nobody and are not tried again.';
comment on column undelivered_notifications.undelivered_id is 'Name-based UUID of channel, receiver and notification.';
comment on column undelivered_notifications.lead_id is 'The lead; null when the original record could not be read.';
comment on column undelivered_notifications.channel is 'webhook or mail.';
comment on column undelivered_notifications.receiver is 'Host of the webhook or of the mail server.';
comment on column undelivered_notifications.receiver_name is 'mail, or webhook- and a hash of the address.';
comment on column undelivered_notifications.notification_id is 'The assignment or alert that was to be told.';
comment on column undelivered_notifications.kind is 'What it was to tell: assigned, escalated, ...; null when it could not be read.';
comment on column undelivered_notifications.reason is 'refused, gave_up, no_recipient, unreadable, expired (the offer ended before it could be told) or too_old.';
comment on column undelivered_notifications.attempts is 'How often it was tried.';
comment on column undelivered_notifications.status is 'Last status of HTTP or SMTP; null when there was no answer.';
comment on column undelivered_notifications.detail is 'What happened last, in words.';
comment on column undelivered_notifications.topic is 'Topic of the original record.';
comment on column undelivered_notifications.partition is 'Partition of the original record.';
comment on column undelivered_notifications.record_offset is 'Offset of the original record.';
comment on column undelivered_notifications.at is 'When it was given up.';

create index undelivered_notifications_lead on undelivered_notifications (lead_id, at);
