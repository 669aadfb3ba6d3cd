-- The scales of the partnership's reviewers change between plans: a value keeps the version of the method it was given under.
create table assessment_method (
    version       text   primary key,
    title_fr      text   not null,
    title_en      text,
    plans_from    date   not null unique,
    potential     text[] not null,
    early_results text[] not null
);
comment on column assessment_method.plans_from is 'it serves the plans that begin from this day on, until the next version';

insert into assessment_method values
    ('irm-2012', 'Échelles de l’IRM avant 2021', 'IRM scales before 2021', '2011-01-01',
     '{UNCLEAR,MODEST,SUBSTANTIAL}', '{WORSENED,DID_NOT_CHANGE,MARGINAL,MAJOR,OUTSTANDING}'),
    ('irm-2021', 'Échelles de l’IRM depuis 2021', 'IRM scales since 2021', '2021-01-01',
     '{UNCLEAR,MODEST,SUBSTANTIAL}', '{NO_NOTABLE,MODERATE,SIGNIFICANT}');

-- An observer organisation's reading of a commitment. A revision is a new version; none is ever changed.
create table assessment (
    id              bigint  generated always as identity primary key,
    commitment_id   bigint  not null references commitment,
    organisation_id bigint  not null references organisation,
    version         integer not null check (version > 0),
    assessed_on     date    not null,
    assessed_by     bigint  references person,
    method          text    not null references assessment_method,
    completion      text    not null check (completion in
        ('NO_EVIDENCE', 'NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'COMPLETE')),
    verifiability   text    not null check (verifiability in ('VERIFIABLE', 'NOT_VERIFIABLE')),
    lens            text[]  not null default '{}' check (lens <@ '{TRANSPARENCY,PARTICIPATION,ACCOUNTABILITY}'),
    potential       text,
    early_results   text,
    text_fr         text    not null,
    text_en         text,
    reason          text,
    fictional       boolean not null default false,
    unique (commitment_id, organisation_id, version),
    check (verifiability = 'VERIFIABLE' or (lens = '{}' and potential is null and early_results is null)),
    check ((version = 1) = (reason is null))
);
comment on column assessment.reason is 'why it was revised';
create index on assessment (organisation_id);
revoke update, delete on assessment from ${application};
