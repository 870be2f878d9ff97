-- What visitors did before they were known becomes rows of their leads' activities; rules look at properties.

alter table activities add column handed_over boolean not null default false;

comment on column activities.handed_over is 'True when a visitor did it who was not known then, or by an anonymous id only; see visitor_activities.';
comment on table activities is 'What leads did, also while nobody knew them. A website form is form_submitted and a chat is chat_message, with the capture''s event id. A repeated event is one row.';

alter table scoring_rules add column activity_where jsonb;

comment on column scoring_rules.activity_where is 'Which of the activities it counts, as a condition over their properties; null: all of the type.';
comment on column scoring_rules.condition is 'When it applies: {kind, field, operator, values, children}, and where beside a count of activities: which of them are meant; null: always.';
