-- What models predict, beside the score.

alter table leads
    add column predicted_probability double precision check (predicted_probability between 0 and 1),
    add column predicted_percent integer check (predicted_percent between 0 and 100),
    add column predicted_by integer,
    add column predicted_reasons jsonb;

comment on column leads.predicted_probability is 'How likely the lead is to be won, as the predictive model says; null while there is none. No part of the score.';
comment on column leads.predicted_percent is 'The same in whole percent.';
comment on column leads.predicted_by is 'Version of the predictive model.';
comment on column leads.predicted_reasons is 'What moved the prediction most from the average lead: an array of {field, value, effect}, strongest first; the effect is added to the logarithm of the odds.';

alter table score_changes
    add column predicted_probability double precision check (predicted_probability between 0 and 1),
    add column predicted_percent integer check (predicted_percent between 0 and 100),
    add column predicted_by integer,
    add column predicted_reasons jsonb;

comment on column score_changes.predicted_probability is 'How likely the lead is to be won, as the predictive model says; null while there is none. No part of the score.';
comment on column score_changes.predicted_percent is 'The same in whole percent.';
comment on column score_changes.predicted_by is 'Version of the predictive model.';
comment on column score_changes.predicted_reasons is 'What moved the prediction most from the average lead: an array of {field, value, effect}, strongest first; the effect is added to the logarithm of the odds.';

create table predictive_models (
    version           integer primary key,
    name              text not null,
    outcome           text not null,
    content_hash      text not null,
    published_at      timestamptz not null,
    published_by      text not null,
    trained_until     timestamptz not null,
    trained_on        bigint not null,
    trained_won       bigint not null,
    penalty           double precision not null,
    tested_on         bigint not null,
    tested_won        bigint not null,
    auc               double precision,
    brier             double precision not null,
    log_loss          double precision not null,
    calibration_error double precision not null,
    intercept         double precision not null,
    features          jsonb not null
);

comment on table predictive_models is 'Published versions of the predictive model; the highest is in force.';
comment on column predictive_models.version is 'From 1, rising by 1.';
comment on column predictive_models.name is 'What a person calls it.';
comment on column predictive_models.outcome is 'What it predicts.';
comment on column predictive_models.content_hash is 'SHA-256 of the model.';
comment on column predictive_models.published_at is 'When it was published.';
comment on column predictive_models.published_by is 'Who published it.';
comment on column predictive_models.trained_until is 'When the last lead came that it was trained on.';
comment on column predictive_models.trained_on is 'Leads it was trained on.';
comment on column predictive_models.trained_won is 'Of these, leads that were won.';
comment on column predictive_models.penalty is 'Strength of the L2 penalty.';
comment on column predictive_models.tested_on is 'Later leads it was tested on.';
comment on column predictive_models.tested_won is 'Of these, leads that were won.';
comment on column predictive_models.auc is 'Area under the ROC curve on the later leads; null when they were of one kind.';
comment on column predictive_models.brier is 'Mean squared distance between probability and outcome on the later leads.';
comment on column predictive_models.log_loss is 'Mean log loss on the later leads.';
comment on column predictive_models.calibration_error is 'Mean distance between predicted and observed rate over tenths of the later leads.';
comment on column predictive_models.intercept is 'Logarithm of the odds when every feature is 0.';
comment on column predictive_models.features is 'An array of {field, kind, level, mean, scale, average, weight}.';
