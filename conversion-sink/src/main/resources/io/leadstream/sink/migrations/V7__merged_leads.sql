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
