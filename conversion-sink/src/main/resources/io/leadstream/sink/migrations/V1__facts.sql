-- Every fact of the topics. Rows depend on nothing but the topics' content, so that truncating and reading again gives
-- the same rows. Times of the pipeline are timestamptz; "arrival" is when capture took an event, "event time" is when
-- it happened.

create table leads (
    lead_id                uuid primary key,

    profile_version        bigint not null default 0,
    first_name             text,
    last_name              text,
    email                  text,
    phone                  text,
    title                  text,
    company                text,
    website                text,
    industry               text,
    employee_count         bigint check (employee_count >= 0),
    annual_revenue         bigint check (annual_revenue >= 0),
    address                text,
    tags                   text[] not null default '{}',
    custom_fields          jsonb not null default '{}',
    source                 text,
    source_kind            text,
    campaign_source        text,
    campaign_medium        text,
    campaign_name          text,
    campaign_term          text,
    campaign_content       text,
    last_source            text,
    last_campaign          jsonb,
    referrer               text,
    landing_page           text,
    opt_in_email           boolean,
    opt_in_email_at        timestamptz,
    opt_in_email_where     text,
    opt_in_sms             boolean,
    opt_in_sms_at          timestamptz,
    opt_in_sms_where       text,
    created_at             timestamptz,
    updated_at             timestamptz,
    first_received_at      timestamptz,
    last_received_at       timestamptz,
    captured               boolean not null default false,
    chat                   boolean not null default false,
    qualified              boolean not null default false,
    qualified_at           timestamptz,
    sales_ready            boolean not null default false,

    score_sequence         bigint not null default 0,
    score                  integer not null default 0 check (score between 0 and 100),
    grade                  text not null default 'F' check (grade in ('A+', 'A', 'B', 'C', 'D', 'F')),
    score_total            integer not null default 0,
    score_rules_version    integer not null default 0,
    scored_at              timestamptz,

    ownership_position     bigint not null default -1,
    ownership              text check (ownership in (
        'assigned', 'queued', 'accepted', 'declined', 'expired', 'handed_back', 'released', 'unknown')),
    owner_id               text,
    team_id                text,
    offer_number           integer,
    assigned_at            timestamptz,
    accepted_at            timestamptz,
    queue_reason           text,

    stage_sequence         bigint not null default 0,
    stage                  text not null default 'unknown',
    stage_at               timestamptz,
    status_sequence        bigint not null default 0,
    status                 text not null default 'new',
    status_at              timestamptz,
    route_sequence         bigint not null default 0,
    route                  text,
    route_at               timestamptz,

    conversion_position    bigint not null default -1,
    converted              boolean not null default false,
    converted_at           timestamptz,
    contact_id             uuid,
    company_id             uuid,
    opportunity_id         uuid
) with (fillfactor = 80);

comment on table leads is 'One row per person: the newest profile, score, owner, stages and conversion. A row with profile_version 0 was named by another fact whose profile has not arrived yet.';
comment on column leads.lead_id is 'Name-based UUID of the normalised e-mail, else of the phone, else of the company.';
comment on column leads.profile_version is 'Version of the profile the fields come from; 0 before the first.';
comment on column leads.first_name is 'Given name.';
comment on column leads.last_name is 'Family name.';
comment on column leads.email is 'Normalised e-mail address.';
comment on column leads.phone is 'E.164 phone number.';
comment on column leads.title is 'Job title.';
comment on column leads.company is 'Company name as given.';
comment on column leads.website is 'Company web site as given.';
comment on column leads.industry is 'Industry as given.';
comment on column leads.employee_count is 'Number of employees.';
comment on column leads.annual_revenue is 'Yearly revenue in whole units of currency.';
comment on column leads.address is 'Postal address in one text.';
comment on column leads.tags is 'Labels, sorted.';
comment on column leads.custom_fields is 'Everything else that was sent: name to JSON scalar.';
comment on column leads.source is 'First touch by event time: website_form, live_chat, api, csv_import, manual, or the caller''s own word.';
comment on column leads.source_kind is 'Adapter of the first touch: website_form, live_chat, api, csv_import or manual.';
comment on column leads.campaign_source is 'utm_source of the first touch.';
comment on column leads.campaign_medium is 'utm_medium of the first touch.';
comment on column leads.campaign_name is 'utm_campaign of the first touch.';
comment on column leads.campaign_term is 'utm_term of the first touch.';
comment on column leads.campaign_content is 'utm_content of the first touch.';
comment on column leads.last_source is 'Source of the last touch by event time.';
comment on column leads.last_campaign is 'Campaign of the last touch: an object with source, medium, campaign, term, content.';
comment on column leads.referrer is 'Page that led to the first touch.';
comment on column leads.landing_page is 'Page of the first touch.';
comment on column leads.opt_in_email is 'True: may be e-mailed; false: opted out; null: never asked.';
comment on column leads.opt_in_email_at is 'When the person answered the e-mail opt-in.';
comment on column leads.opt_in_email_where is 'Where the person answered the e-mail opt-in.';
comment on column leads.opt_in_sms is 'True: may be sent SMS; false: opted out; null: never asked.';
comment on column leads.opt_in_sms_at is 'When the person answered the SMS opt-in.';
comment on column leads.opt_in_sms_where is 'Where the person answered the SMS opt-in.';
comment on column leads.created_at is 'Earliest event time of a capture or activity.';
comment on column leads.updated_at is 'Latest event time of a capture or activity that made a profile.';
comment on column leads.first_received_at is 'Arrival of the first event.';
comment on column leads.last_received_at is 'Arrival of the event that made the newest profile.';
comment on column leads.captured is 'True once captured by form, chat, API, CSV or hand; false when only activities are known.';
comment on column leads.chat is 'True once the lead came by chat.';
comment on column leads.qualified is 'True when the score reached the qualifying threshold in this cycle.';
comment on column leads.qualified_at is 'Arrival of the event that qualified the lead.';
comment on column leads.sales_ready is 'True when the score, the qualification or a chat makes it a lead for sales.';
comment on column leads.score_sequence is 'Sequence of the newest score change; 0 before the first.';
comment on column leads.score is 'Score now, 0 to 100.';
comment on column leads.grade is 'Grade now: A+, A, B, C, D or F.';
comment on column leads.score_total is 'Sum of the breakdown before it was clamped to 0..100.';
comment on column leads.score_rules_version is 'Scoring rule set that made the score; 0 before the first.';
comment on column leads.scored_at is 'Arrival of what made the score.';
comment on column leads.ownership_position is 'Position in the assignments topic of the decision that the owner comes from; -1 before the first.';
comment on column leads.ownership is 'Last decision: queued, assigned, accepted, declined, expired, handed_back or released; null while not routed to sales.';
comment on column leads.owner_id is 'Representative who owns the lead; null while nobody does.';
comment on column leads.team_id is 'Sales team of the last decision.';
comment on column leads.offer_number is 'Number of the current offer, from 1.';
comment on column leads.assigned_at is 'When the current owner got the lead.';
comment on column leads.accepted_at is 'When the current owner accepted it.';
comment on column leads.queue_reason is 'Why it waits, while queued.';
comment on column leads.stage_sequence is 'Sequence of the transition the stage comes from.';
comment on column leads.stage is 'Lifecycle stage: unknown, lead, mql, sal, sql, opportunity, customer.';
comment on column leads.stage_at is 'When the stage was entered.';
comment on column leads.status_sequence is 'Sequence of the transition the status comes from.';
comment on column leads.status is 'new, contacted, qualified, unqualified or converted.';
comment on column leads.status_at is 'When the status was entered.';
comment on column leads.route_sequence is 'Sequence of the transition the route comes from.';
comment on column leads.route is 'sales or nurture; null before routing.';
comment on column leads.route_at is 'When the route was entered.';
comment on column leads.conversion_position is 'Position in the conversions topic of the newest conversion; -1 before the first.';
comment on column leads.converted is 'True once converted.';
comment on column leads.converted_at is 'When it was converted.';
comment on column leads.contact_id is 'Contact made out of the lead.';
comment on column leads.company_id is 'Company of the contact, if any.';
comment on column leads.opportunity_id is 'Opportunity made out of the lead, if any.';

create index leads_email on leads (email);
create index leads_phone on leads (phone) where email is null;
create index leads_owner on leads (owner_id) where owner_id is not null;
create index leads_stage on leads (stage, status);
create index leads_first_received on leads (first_received_at);

create table lead_captures (
    lead_id        uuid not null references leads,
    event_id       text not null,
    source_kind    text not null,
    source         text not null,
    occurred_at    timestamptz not null,
    received_at    timestamptz not null,
    clock_clamped  boolean not null,
    first_name     text,
    last_name      text,
    email          text,
    phone          text,
    title          text,
    company        text,
    website        text,
    industry       text,
    employee_count bigint,
    annual_revenue bigint,
    address        text,
    tags           text[] not null,
    campaign       jsonb,
    referrer       text,
    landing_page   text,
    opt_in_email   boolean,
    opt_in_sms     boolean,
    consent_where  text,
    custom_fields  jsonb not null,
    anonymous_id   text,
    form_key       text,
    import_id      text,
    import_line    bigint,
    primary key (lead_id, event_id)
);

comment on table lead_captures is 'Every capture of a person as it came, before merging. A repeated event is one row.';
comment on column lead_captures.lead_id is 'The person.';
comment on column lead_captures.event_id is 'The caller''s idempotency key, or a name-based UUID of source and content.';
comment on column lead_captures.source_kind is 'Adapter that took it: website_form, live_chat, api, csv_import or manual.';
comment on column lead_captures.source is 'Where it came from, in the caller''s words.';
comment on column lead_captures.occurred_at is 'Event time.';
comment on column lead_captures.received_at is 'Arrival.';
comment on column lead_captures.clock_clamped is 'True when the caller''s time lay ahead and was set to the arrival.';
comment on column lead_captures.first_name is 'Given name.';
comment on column lead_captures.last_name is 'Family name.';
comment on column lead_captures.email is 'Normalised e-mail address.';
comment on column lead_captures.phone is 'E.164 phone number.';
comment on column lead_captures.title is 'Job title.';
comment on column lead_captures.company is 'Company name.';
comment on column lead_captures.website is 'Company web site.';
comment on column lead_captures.industry is 'Industry.';
comment on column lead_captures.employee_count is 'Number of employees.';
comment on column lead_captures.annual_revenue is 'Yearly revenue in whole units of currency.';
comment on column lead_captures.address is 'Postal address.';
comment on column lead_captures.tags is 'Labels.';
comment on column lead_captures.campaign is 'UTM parameters: an object with source, medium, campaign, term, content.';
comment on column lead_captures.referrer is 'Page that led here.';
comment on column lead_captures.landing_page is 'Page of the form or chat.';
comment on column lead_captures.opt_in_email is 'Answer to the e-mail opt-in; null when not asked.';
comment on column lead_captures.opt_in_sms is 'Answer to the SMS opt-in; null when not asked.';
comment on column lead_captures.consent_where is 'Where the opt-in was given.';
comment on column lead_captures.custom_fields is 'Everything else that was sent: name to JSON scalar.';
comment on column lead_captures.anonymous_id is 'The visitor, when the site knows.';
comment on column lead_captures.form_key is 'The form that took it.';
comment on column lead_captures.import_id is 'Import run that took it.';
comment on column lead_captures.import_line is 'Line in the imported file.';

create index lead_captures_import on lead_captures (import_id, import_line) where import_id is not null;
create index lead_captures_received on lead_captures using brin (received_at);

-- Its key to leads, and that of score_changes, stand at the end: they are declared, not checked.
create table activities (
    lead_id       uuid not null,
    event_id      text not null,
    type          text not null,
    occurred_at   timestamptz not null,
    received_at   timestamptz not null,
    clock_clamped boolean not null,
    capture       boolean not null,
    source        text not null,
    anonymous_id  text,
    properties    jsonb not null,
    import_id     text,
    primary key (lead_id, event_id)
);

comment on table activities is 'What identified people did. A website form is form_submitted and a chat is chat_message, with the capture''s event id. A repeated event is one row.';
comment on column activities.lead_id is 'Who did it.';
comment on column activities.event_id is 'The caller''s id, or a name-based UUID of source and content.';
comment on column activities.type is 'email_opened, page_viewed, demo_requested, ... or the caller''s own word.';
comment on column activities.occurred_at is 'Event time.';
comment on column activities.received_at is 'Arrival.';
comment on column activities.clock_clamped is 'True when the caller''s time lay ahead and was set to the arrival.';
comment on column activities.capture is 'True when the row stands for a capture, see lead_captures.';
comment on column activities.source is 'Where it came from.';
comment on column activities.anonymous_id is 'The visitor, when the site knows.';
comment on column activities.properties is 'What else the caller said: name to JSON scalar.';
comment on column activities.import_id is 'Import run that took it.';

create index activities_received on activities using brin (received_at);

create table visitor_activities (
    anonymous_id  text not null,
    event_id      text not null,
    type          text not null,
    occurred_at   timestamptz not null,
    received_at   timestamptz not null,
    clock_clamped boolean not null,
    lead_id       uuid references leads,
    source        text not null,
    properties    jsonb not null,
    import_id     text,
    primary key (anonymous_id, event_id)
);

comment on table visitor_activities is 'What visitors did while nobody knew them, and who they turned out to be.';
comment on column visitor_activities.anonymous_id is 'The visitor.';
comment on column visitor_activities.event_id is 'The caller''s id, or a name-based UUID of source and content.';
comment on column visitor_activities.type is 'What happened; identified when the visitor became known.';
comment on column visitor_activities.occurred_at is 'Event time.';
comment on column visitor_activities.received_at is 'Arrival.';
comment on column visitor_activities.clock_clamped is 'True when the caller''s time lay ahead and was set to the arrival.';
comment on column visitor_activities.lead_id is 'Who the visitor turned out to be; only on identified.';
comment on column visitor_activities.source is 'Where it came from.';
comment on column visitor_activities.properties is 'What else the caller said: name to JSON scalar.';
comment on column visitor_activities.import_id is 'Import run that took it.';

create index visitor_activities_lead on visitor_activities (lead_id) where lead_id is not null;
create index visitor_activities_received on visitor_activities using brin (received_at);

create table score_changes (
    lead_id        uuid not null,
    sequence       bigint not null check (sequence > 0),
    score          integer not null check (score between 0 and 100),
    previous_score integer not null check (previous_score between 0 and 100),
    grade          text not null check (grade in ('A+', 'A', 'B', 'C', 'D', 'F')),
    previous_grade text not null check (previous_grade in ('A+', 'A', 'B', 'C', 'D', 'F')),
    total          integer not null,
    qualified_now  boolean not null,
    rules_version  integer not null,
    cause          text not null,
    cause_id       text not null,
    cause_type     text,
    occurred_at    timestamptz not null,
    received_at    timestamptz not null,
    lines          jsonb not null,
    primary key (lead_id, sequence)
);

comment on table score_changes is 'Every change of a score with its cause and full breakdown; see the view score_lines.';
comment on column score_changes.lead_id is 'Whose score.';
comment on column score_changes.sequence is 'Rises by 1 with each change of this lead''s score.';
comment on column score_changes.score is 'Score after, 0 to 100.';
comment on column score_changes.previous_score is 'Score before.';
comment on column score_changes.grade is 'Grade after.';
comment on column score_changes.previous_grade is 'Grade before.';
comment on column score_changes.total is 'Sum of the lines, before it is clamped to 0..100.';
comment on column score_changes.qualified_now is 'True on the change that qualified the lead.';
comment on column score_changes.rules_version is 'Scoring rule set that made it.';
comment on column score_changes.cause is 'capture, activity, rule_set, fade, adjustment, merge, model or recycling.';
comment on column score_changes.cause_id is 'Event id of the cause, or rules:<version>.';
comment on column score_changes.cause_type is 'Activity type of the cause; null unless an activity caused it.';
comment on column score_changes.occurred_at is 'When the cause happened.';
comment on column score_changes.received_at is 'When the cause arrived.';
comment on column score_changes.lines is 'Breakdown: an array of {rule, category, hits, cut, points}; the points add up to total.';

create index score_changes_received on score_changes using brin (received_at);

create table transitions (
    lead_id       uuid not null references leads,
    sequence      bigint not null check (sequence > 0),
    transition_id uuid not null,
    machine       text not null,
    from_state    text not null,
    to_state      text not null,
    cause         text not null,
    cause_id      text not null,
    actor         text not null,
    at            timestamptz not null,
    primary key (lead_id, sequence)
);

comment on table transitions is 'Every move of a lead between stages, statuses and routes.';
comment on column transitions.lead_id is 'The lead that moved.';
comment on column transitions.sequence is 'Rises by 1 with each transition of this lead, over all machines.';
comment on column transitions.transition_id is 'Name-based UUID of lead and sequence.';
comment on column transitions.machine is 'stage, status or route.';
comment on column transitions.from_state is 'State before; none at the start.';
comment on column transitions.to_state is 'State after.';
comment on column transitions.cause is 'What caused it: captured, qualified, accepted, bant, touch, converted, ...';
comment on column transitions.cause_id is 'Event or command id of the cause.';
comment on column transitions.actor is 'system, or who ordered it.';
comment on column transitions.at is 'Arrival of the cause.';

create index transitions_state on transitions (machine, to_state, at);

create table assignments (
    assignment_id        uuid primary key,
    lead_id              uuid not null references leads,
    kind                 text not null check (kind in (
        'assigned', 'queued', 'accepted', 'declined', 'expired', 'handed_back', 'released', 'unknown')),
    offer_number         integer not null,
    team_id              text not null,
    representative_id    text,
    representative_email text,
    method               text not null,
    rule_id              text,
    strategy             text,
    rules_version        integer not null,
    roster_version       integer not null,
    explanation          text not null,
    candidates           jsonb not null,
    segment              text,
    score                integer not null,
    grade                text not null,
    requested_at         timestamptz not null,
    decided_at           timestamptz not null,
    queue_reason         text,
    expected_at          timestamptz
);

comment on table assignments is 'Every decision on who owns a lead, with everybody who was considered; see the view assignment_candidates.';
comment on column assignments.assignment_id is 'Name-based UUID of lead, offer number and kind.';
comment on column assignments.lead_id is 'The lead.';
comment on column assignments.kind is 'queued, assigned, accepted or released.';
comment on column assignments.offer_number is 'Number of the offer within the lead, from 1.';
comment on column assignments.team_id is 'Sales team.';
comment on column assignments.representative_id is 'Who got it; null while queued.';
comment on column assignments.representative_email is 'E-mail of who got it.';
comment on column assignments.method is 'rule, default_team, returning_owner, company_owner or admin.';
comment on column assignments.rule_id is 'Assignment rule that matched.';
comment on column assignments.strategy is 'The team''s strategy at that time.';
comment on column assignments.rules_version is 'Assignment rule set in force.';
comment on column assignments.roster_version is 'Roster in force.';
comment on column assignments.explanation is 'One sentence that a person can read.';
comment on column assignments.candidates is 'Everybody in the team: an array of {representative, result, open_leads, weight, last_turn}.';
comment on column assignments.segment is 'Segment of the lead.';
comment on column assignments.score is 'Score at that time.';
comment on column assignments.grade is 'Grade at that time.';
comment on column assignments.requested_at is 'When the lead arrived, as far as this decision goes.';
comment on column assignments.decided_at is 'When it was decided.';
comment on column assignments.queue_reason is 'Why it waits, while queued.';
comment on column assignments.expected_at is 'When somebody will be there, while queued.';

create index assignments_lead on assignments (lead_id, decided_at);
create index assignments_representative on assignments (representative_id, decided_at) where representative_id is not null;

create table tasks (
    task_id    uuid primary key,
    lead_id    uuid not null references leads,
    type       text not null,
    title      text not null,
    priority   text not null,
    due_at     timestamptz not null,
    owner_id   text,
    created_at timestamptz not null,
    cause_id   text not null
);

comment on table tasks is 'What somebody has to do about a lead.';
comment on column tasks.task_id is 'Name-based UUID of lead, type and cause.';
comment on column tasks.lead_id is 'The lead.';
comment on column tasks.type is 'discovery_call, follow_up, ...';
comment on column tasks.title is 'What a person reads.';
comment on column tasks.priority is 'high, normal or low.';
comment on column tasks.due_at is 'When it is due.';
comment on column tasks.owner_id is 'Representative; null while the lead has no owner.';
comment on column tasks.created_at is 'Arrival of the cause.';
comment on column tasks.cause_id is 'Event or command id of the cause.';

create index tasks_lead on tasks (lead_id);
create index tasks_owner on tasks (owner_id, due_at);

create table assessments (
    lead_id       uuid not null references leads,
    assessment_id text not null,
    budget        boolean not null,
    authority     boolean not null,
    need          boolean not null,
    timeline      boolean not null,
    notes         text,
    qualified     boolean not null,
    assessed_by   text not null,
    at            timestamptz not null,
    primary key (lead_id, assessment_id)
);

comment on table assessments is 'BANT assessments as they were made.';
comment on column assessments.lead_id is 'The lead.';
comment on column assessments.assessment_id is 'Id of the command.';
comment on column assessments.budget is 'The person has money for it.';
comment on column assessments.authority is 'The person may decide.';
comment on column assessments.need is 'The person needs it.';
comment on column assessments.timeline is 'There is a time by which they want it.';
comment on column assessments.notes is 'Free text.';
comment on column assessments.qualified is 'True when all four hold.';
comment on column assessments.assessed_by is 'Who assessed.';
comment on column assessments.at is 'Arrival of the assessment.';

create table companies (
    company_id     uuid primary key,
    name           text,
    domain         text,
    website        text,
    industry       text,
    employee_count bigint,
    annual_revenue bigint,
    address        text,
    owner_id       text
);

comment on table companies is 'Companies made out of converted leads: each field is that of the earliest conversion that has it.';
comment on column companies.company_id is 'Name-based UUID of the registrable domain, else of the normalised name.';
comment on column companies.name is 'Name.';
comment on column companies.domain is 'Registrable domain.';
comment on column companies.website is 'Web site.';
comment on column companies.industry is 'Industry.';
comment on column companies.employee_count is 'Number of employees.';
comment on column companies.annual_revenue is 'Yearly revenue in whole units of currency.';
comment on column companies.address is 'Postal address.';
comment on column companies.owner_id is 'Representative who owns the company.';

create index companies_domain on companies (domain);

create table contacts (
    contact_id uuid primary key,
    first_name text,
    last_name  text,
    email      text,
    phone      text,
    title      text,
    company_id uuid references companies,
    owner_id   text
);

comment on table contacts is 'People made out of converted leads: each field is that of the earliest conversion that has it.';
comment on column contacts.contact_id is 'Name-based UUID of the lead''s identity.';
comment on column contacts.first_name is 'Given name.';
comment on column contacts.last_name is 'Family name.';
comment on column contacts.email is 'Normalised e-mail address.';
comment on column contacts.phone is 'E.164 phone number.';
comment on column contacts.title is 'Job title.';
comment on column contacts.company_id is 'Company, if any.';
comment on column contacts.owner_id is 'Representative.';

create index contacts_company on contacts (company_id);
create index contacts_email on contacts (email);

create table opportunities (
    opportunity_id      uuid primary key,
    name                text not null,
    stage               text not null,
    contact_id          uuid not null references contacts,
    company_id          uuid references companies,
    owner_id            text,
    amount_minor        bigint,
    currency            text,
    expected_close_date date,
    package_name        text,
    start_expectation   text
);

comment on table opportunities is 'Possible deals made out of converted leads.';
comment on column opportunities.opportunity_id is 'Name-based UUID of the lead and its conversion.';
comment on column opportunities.name is 'What a person reads.';
comment on column opportunities.stage is 'qualification at the start; closed_won and closed_lost at the end.';
comment on column opportunities.contact_id is 'With whom.';
comment on column opportunities.company_id is 'With which company, if any.';
comment on column opportunities.owner_id is 'Representative.';
comment on column opportunities.amount_minor is 'Amount in minor units of currency.';
comment on column opportunities.currency is 'ISO 4217 code.';
comment on column opportunities.expected_close_date is 'Expected close.';
comment on column opportunities.package_name is 'What is to be sold.';
comment on column opportunities.start_expectation is 'When the customer expects to start, as said.';

create index opportunities_contact on opportunities (contact_id);
create index opportunities_company on opportunities (company_id);

create table conversions (
    conversion_id  uuid primary key,
    lead_id        uuid not null references leads,
    contact_id     uuid not null references contacts,
    company_id     uuid references companies,
    opportunity_id uuid references opportunities,
    owner_id       text,
    converted_by   text not null,
    converted_at   timestamptz not null,
    contact        jsonb not null,
    company        jsonb
);

comment on table conversions is 'Leads that became contact, company and opportunity.';
comment on column conversions.conversion_id is 'Name-based UUID of the lead and its conversion.';
comment on column conversions.lead_id is 'The lead.';
comment on column conversions.contact_id is 'Contact made or linked.';
comment on column conversions.company_id is 'Company made or linked, if any.';
comment on column conversions.opportunity_id is 'Opportunity made, if any.';
comment on column conversions.owner_id is 'Owner of the lead at that time.';
comment on column conversions.converted_by is 'Who converted it.';
comment on column conversions.converted_at is 'Arrival of the command.';
comment on column conversions.contact is 'The contact as this conversion knew it.';
comment on column conversions.company is 'The company as this conversion knew it.';

create index conversions_lead on conversions (lead_id);
create index conversions_contact on conversions (contact_id);
create index conversions_company on conversions (company_id);

alter table leads add foreign key (contact_id) references contacts;
alter table leads add foreign key (company_id) references companies;
alter table leads add foreign key (opportunity_id) references opportunities;

create table commands (
    lead_id     uuid not null,
    command_id  text not null,
    command     text not null,
    issued_by   text not null,
    received_at timestamptz not null,
    details     jsonb not null,
    primary key (lead_id, command_id)
);

comment on table commands is 'What sales told the pipeline to do; what became of it is in command_outcomes.';
comment on column commands.lead_id is 'The lead as named; no foreign key, because a command may name a lead that nobody knows.';
comment on column commands.command_id is 'The caller''s idempotency key, or a random UUID.';
comment on column commands.command is 'What was ordered, as the last part of the path with underscores: assess_bant, accept_lead, log_touch and so on.';
comment on column commands.issued_by is 'A representative''s id, or a role.';
comment on column commands.received_at is 'Arrival.';
comment on column commands.details is 'The order''s own fields.';

create table command_outcomes (
    lead_id    uuid not null,
    command_id text not null,
    command    text not null,
    issued_by  text not null,
    accepted   boolean not null,
    refusal    text,
    detail     text,
    at         timestamptz not null,
    primary key (lead_id, command_id),
    check (accepted = (refusal is null))
);

comment on table command_outcomes is 'What became of each command; refusals are listed by the view exceptions.';
comment on column command_outcomes.lead_id is 'The lead as named; no foreign key, because a refused command may name a lead that nobody knows.';
comment on column command_outcomes.command_id is 'Id of the command.';
comment on column command_outcomes.command is 'What was ordered, as the last part of the path with underscores: assess_bant, accept_lead, log_touch and so on.';
comment on column command_outcomes.issued_by is 'Who ordered it.';
comment on column command_outcomes.accepted is 'True when it was carried out.';
comment on column command_outcomes.refusal is 'Code of the refusal, such as stale_offer; null when accepted.';
comment on column command_outcomes.detail is 'What is missing or in the way.';
comment on column command_outcomes.at is 'Arrival of the command.';

create index command_outcomes_refused on command_outcomes (at) where not accepted;

create table rejected_inputs (
    rejection_id text primary key,
    source       text not null,
    import_id    text,
    line         bigint,
    field        text,
    code         text not null,
    reason       text not null,
    raw          text,
    raw_bytes    bytea,
    headers      jsonb,
    rejected_at  timestamptz not null
);

comment on table rejected_inputs is 'Everything that was refused anywhere, with the reason: rows of files, and records that a stream or this database could not process.';
comment on column rejected_inputs.rejection_id is 'Name-based UUID of import and line, or topic/partition/offset of the record.';
comment on column rejected_inputs.source is 'csv_import, or the topic whose record could not be processed.';
comment on column rejected_inputs.import_id is 'Import run, when it was a row of a file.';
comment on column rejected_inputs.line is 'Line in the file from 1 with the header, or offset in the topic.';
comment on column rejected_inputs.field is 'The field at fault, when there is one.';
comment on column rejected_inputs.code is 'Stable code of the reason, such as email_invalid or record_undecodable.';
comment on column rejected_inputs.reason is 'The reason in words.';
comment on column rejected_inputs.raw is 'The row as it came, cut to 32 KiB.';
comment on column rejected_inputs.raw_bytes is 'The record''s original bytes, when a stream set it aside; what the sink set aside keeps its bytes in sink_dead_letters.';
comment on column rejected_inputs.headers is 'Headers of the record, when it was one.';
comment on column rejected_inputs.rejected_at is 'When it was refused.';

create index rejected_inputs_import on rejected_inputs (import_id) where import_id is not null;

create table import_runs (
    import_id   text primary key,
    position    bigint not null,
    file_name   text not null,
    mapping     text not null,
    status      text not null,
    lines       bigint not null check (lines >= 0),
    accepted    bigint not null check (accepted >= 0),
    refused     bigint not null check (refused >= 0),
    activities  bigint not null check (activities >= 0),
    started_at  timestamptz not null,
    finished_at timestamptz
);

comment on table import_runs is 'Runs of the import command; see the view import_totals.';
comment on column import_runs.import_id is 'Name-based UUID of the file''s content and the mapping.';
comment on column import_runs.position is 'Position in the topic of the record that the row comes from.';
comment on column import_runs.file_name is 'Name of the file without its folder.';
comment on column import_runs.mapping is 'Name of the mapping.';
comment on column import_runs.status is 'started, finished or failed.';
comment on column import_runs.lines is 'Data lines read.';
comment on column import_runs.accepted is 'Lines that became at least one event.';
comment on column import_runs.refused is 'Lines that were refused.';
comment on column import_runs.activities is 'Activities made out of the accepted lines.';
comment on column import_runs.started_at is 'Start.';
comment on column import_runs.finished_at is 'End; null while it runs.';

create table scoring_rule_sets (
    version         integer primary key,
    name            text not null,
    content_hash    text not null,
    published_at    timestamptz not null,
    published_by    text not null,
    qualify_at      integer not null,
    sales_at        integer not null,
    daily_hit_limit integer not null
);

comment on table scoring_rule_sets is 'Published versions of the scoring rules; the highest is in force.';
comment on column scoring_rule_sets.version is 'From 1, rising by 1.';
comment on column scoring_rule_sets.name is 'What a person calls it.';
comment on column scoring_rule_sets.content_hash is 'SHA-256 of the rules.';
comment on column scoring_rule_sets.published_at is 'When it was published.';
comment on column scoring_rule_sets.published_by is 'Who published it.';
comment on column scoring_rule_sets.qualify_at is 'Score from which a lead is qualified.';
comment on column scoring_rule_sets.sales_at is 'Score from which a lead goes to sales.';
comment on column scoring_rule_sets.daily_hit_limit is 'Most activities of one type per lead and day that count.';

create table scoring_rules (
    version        integer not null references scoring_rule_sets,
    rule_id        text not null,
    position       integer not null,
    name           text not null,
    category       text not null,
    condition      jsonb,
    activity_type  text,
    points         integer not null,
    active         boolean not null,
    rule_group     text,
    cap            integer,
    half_life_days integer,
    primary key (version, rule_id)
);

comment on table scoring_rules is 'Scoring rules of every version.';
comment on column scoring_rules.version is 'Rule set.';
comment on column scoring_rules.rule_id is 'Stable id within all rule sets.';
comment on column scoring_rules.position is 'Order of evaluation, from 0.';
comment on column scoring_rules.name is 'What a person reads.';
comment on column scoring_rules.category is 'demographic, firmographic or behavioural.';
comment on column scoring_rules.condition is 'When it applies: {kind, field, operator, values, children}; null: always.';
comment on column scoring_rules.activity_type is 'Activity whose hits it counts; null: once.';
comment on column scoring_rules.points is 'Points, may be negative.';
comment on column scoring_rules.active is 'False: switched off.';
comment on column scoring_rules.rule_group is 'Only the first match of a group counts.';
comment on column scoring_rules.cap is 'Most points it may give.';
comment on column scoring_rules.half_life_days is 'Days after which its points are half.';

create table assignment_rule_sets (
    version      integer primary key,
    name         text not null,
    content_hash text not null,
    published_at timestamptz not null,
    published_by text not null,
    default_team text not null,
    segments     jsonb not null
);

comment on table assignment_rule_sets is 'Published versions of the assignment rules; the highest is in force.';
comment on column assignment_rule_sets.version is 'From 1, rising by 1.';
comment on column assignment_rule_sets.name is 'What a person calls it.';
comment on column assignment_rule_sets.content_hash is 'SHA-256 of the rules.';
comment on column assignment_rule_sets.published_at is 'When it was published.';
comment on column assignment_rule_sets.published_by is 'Who published it.';
comment on column assignment_rule_sets.default_team is 'Team of a lead that no rule matches.';
comment on column assignment_rule_sets.segments is 'Kinds of leads: an array of {name, condition}.';

create table assignment_rules (
    version           integer not null references assignment_rule_sets,
    rule_id           text not null,
    position          integer not null,
    name              text not null,
    priority          integer not null,
    active            boolean not null,
    condition         jsonb,
    team_id           text,
    representative_id text,
    primary key (version, rule_id)
);

comment on table assignment_rules is 'Assignment rules of every version.';
comment on column assignment_rules.version is 'Rule set.';
comment on column assignment_rules.rule_id is 'Stable id.';
comment on column assignment_rules.position is 'Place in the file, from 0.';
comment on column assignment_rules.name is 'What a person reads.';
comment on column assignment_rules.priority is 'Lower is earlier.';
comment on column assignment_rules.active is 'False: switched off.';
comment on column assignment_rules.condition is 'When it applies: {kind, field, operator, values, children}; null: always.';
comment on column assignment_rules.team_id is 'Team that gets the lead.';
comment on column assignment_rules.representative_id is 'Representative who gets the lead.';

create table rosters (
    version      integer primary key,
    content_hash text not null,
    published_at timestamptz not null,
    published_by text not null
);

comment on table rosters is 'Published versions of teams and people; the highest is in force.';
comment on column rosters.version is 'From 1, rising by 1.';
comment on column rosters.content_hash is 'SHA-256 of the roster.';
comment on column rosters.published_at is 'When it was published.';
comment on column rosters.published_by is 'Who published it.';

create table roster_teams (
    version  integer not null references rosters,
    team_id  text not null,
    name     text not null,
    strategy text not null,
    manager  text,
    primary key (version, team_id)
);

comment on table roster_teams is 'Teams of every roster; the view teams has the newest.';
comment on column roster_teams.version is 'Roster.';
comment on column roster_teams.team_id is 'Stable id.';
comment on column roster_teams.name is 'What a person reads.';
comment on column roster_teams.strategy is 'least_loaded, round_robin or weighted.';
comment on column roster_teams.manager is 'Representative who takes exceptions.';

create table roster_representatives (
    version           integer not null references rosters,
    representative_id text not null,
    name              text not null,
    email             text not null,
    team_id           text not null,
    active            boolean not null,
    capacity_open     integer,
    capacity_per_day  integer,
    weight            integer not null,
    zone              text not null,
    hours             jsonb not null,
    days_off          text[] not null,
    segments          text[] not null,
    primary key (version, representative_id)
);

comment on table roster_representatives is 'People of every roster; the view representatives has the newest.';
comment on column roster_representatives.version is 'Roster.';
comment on column roster_representatives.representative_id is 'Stable id.';
comment on column roster_representatives.name is 'Full name.';
comment on column roster_representatives.email is 'Business e-mail.';
comment on column roster_representatives.team_id is 'Team.';
comment on column roster_representatives.active is 'False: receives nothing.';
comment on column roster_representatives.capacity_open is 'Most open leads at a time; null: no limit.';
comment on column roster_representatives.capacity_per_day is 'Most leads per day; null: no limit.';
comment on column roster_representatives.weight is 'Share of the work in hundredths.';
comment on column roster_representatives.zone is 'IANA time zone.';
comment on column roster_representatives.hours is 'Working time: an array of {days, from_minute, to_minute}; empty: always.';
comment on column roster_representatives.days_off is 'ISO dates in the zone.';
comment on column roster_representatives.segments is 'Segments served; empty: all.';

-- Activities and score changes are too many for the database to look up the lead of each again: the sink makes that row
-- before, in the same transaction. From PostgreSQL 18 on a key can be declared without being checked, so tools still see
-- how the tables belong together; an older server checks it.
do $$
declare
    unchecked constant text := case when current_setting('server_version_num')::int >= 180000 then ' not enforced' else '' end;
begin
    execute 'alter table activities add constraint activities_lead_id_fkey foreign key (lead_id) references leads' || unchecked;
    execute 'alter table score_changes add constraint score_changes_lead_id_fkey foreign key (lead_id) references leads'
        || unchecked;
end
$$;
