-- What a call chose, supported together for some months.
create table cohort (
    id         bigint  generated always as identity primary key,
    call_id    bigint  not null unique references call,
    slug       text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr   text    not null check (title_fr <> ''),
    title_en   text,
    summary_fr text    not null check (summary_fr <> ''),
    summary_en text,
    starts_on  date    not null,
    ends_on    date    not null check (ends_on > starts_on),
    fictional  boolean not null default false
);
comment on column cohort.ends_on is 'the last day of support, whole';

create table cohort_step (
    id        bigint      generated always as identity primary key,
    cohort_id bigint      not null references cohort,
    step      text        not null check (step in ('OPENED', 'EXTENDED')),
    taken_at  timestamptz not null,
    taken_by  bigint      references person,
    was_until date,
    reason_fr text,
    reason_en text,
    check (step <> 'EXTENDED' or reason_fr <> '' and was_until is not null)
);
create unique index cohort_step_once on cohort_step (cohort_id, step) where step = 'OPENED';
revoke update, delete on cohort_step from ${application};

-- A selected application once it is supported: what whoever bears it says to everyone.
create table initiative (
    id             bigint  generated always as identity primary key,
    cohort_id      bigint  not null references cohort,
    application_id bigint  not null unique references application,
    slug           text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr       text    not null check (title_fr <> '' and length(title_fr) <= 200),
    title_en       text,
    summary_fr     text    not null check (length(summary_fr) <= 1000),
    summary_en     text,
    text_fr        text    not null default '' check (length(text_fr) <= 20000),
    text_en        text,
    bearer         text    not null check (length(bearer) <= 200),
    theme          text,
    territory      text    not null default '' check (length(territory) <= 120),
    site           text    check (site ~ '^https?://[!-~]+$' and length(site) <= 500),
    edition        int     not null default 0,
    fictional      boolean not null default false
);
comment on column initiative.bearer is 'how whoever bears it wants to be named';
create index on initiative (cohort_id, id);

-- It is public while whoever bears it consents, and the coordination shows it.
create table initiative_step (
    id            bigint      generated always as identity primary key,
    initiative_id bigint      not null references initiative,
    step          text        not null check (step in ('CONSENTED', 'RETRACTED', 'PUBLISHED', 'HIDDEN', 'LEFT')),
    taken_at      timestamptz not null,
    taken_by      bigint      references person,
    reason_fr     text,
    reason_en     text,
    check (step not in ('HIDDEN', 'LEFT') or reason_fr <> '')
);
comment on column initiative_step.step is
    'CONSENTED and RETRACTED: by whoever bears it, after what the application said; LEFT: supported no more';
create index on initiative_step (initiative_id, id);
create unique index initiative_leaves_once on initiative_step (initiative_id) where step = 'LEFT';
revoke update, delete on initiative_step from ${application};

-- Who in an administration opens doors for it. Everyone reads the office, nobody the name.
create table mentor (
    id              bigint      generated always as identity primary key,
    initiative_id   bigint      not null references initiative,
    person_id       bigint      references person,
    organisation_id bigint      not null references organisation,
    office_fr       text        not null check (office_fr <> ''),
    office_en       text,
    named_at        timestamptz not null,
    ended_at        timestamptz
);
create unique index mentor_once on mentor (initiative_id, person_id) where ended_at is null;
create index on mentor (person_id) where ended_at is null;

-- What it lacks, and what an administration offers. A need is offered while an offer stands, met once it has come.
create table need (
    id            bigint      generated always as identity primary key,
    initiative_id bigint      not null references initiative,
    kind          text        not null check (kind in ('DATA', 'EXPERTISE', 'INTRODUCTION', 'OTHER')),
    text_fr       text        not null check (text_fr <> '' and length(text_fr) <= 500),
    text_en       text,
    stated_at     timestamptz not null,
    met_at        timestamptz,
    withdrawn_at  timestamptz,
    check (met_at is null or withdrawn_at is null)
);
create index on need (initiative_id, id);
create table offer (
    id              bigint      generated always as identity primary key,
    need_id         bigint      not null references need,
    organisation_id bigint      not null references organisation,
    person_id       bigint      references person,
    text_fr         text        not null check (text_fr <> '' and length(text_fr) <= 2000),
    text_en         text,
    offered_at      timestamptz not null,
    answered_at     timestamptz,
    accepted        boolean,
    withdrawn_at    timestamptz,
    check ((answered_at is null) = (accepted is null)),
    check (answered_at is null or withdrawn_at is null)
);
create unique index offer_once on offer (need_id, organisation_id) where answered_at is null and withdrawn_at is null;
create index on offer (need_id, id);

-- How it goes, said to each other by whoever bears it, its mentors and the coordination.
create table check_in (
    id            bigint      generated always as identity primary key,
    initiative_id bigint      not null references initiative,
    met_on        date        not null,
    pace          text        not null check (pace in ('ON_TRACK', 'SLOWED', 'BLOCKED')),
    done          text        not null check (done <> '' and length(done) <= 4000),
    next          text        not null default '' check (length(next) <= 4000),
    blocked       text        not null default '' check (length(blocked) <= 4000),
    written_at    timestamptz not null,
    written_by    bigint      references person
);
create index on check_in (initiative_id, met_on);

-- What it promised itself, by when; a new date has a reason and keeps the old one.
create table initiative_milestone (
    id            bigint      generated always as identity primary key,
    initiative_id bigint      not null references initiative,
    title_fr      text        not null check (title_fr <> '' and length(title_fr) <= 200),
    title_en      text,
    due_on        date        not null,
    done_on       date,
    stated_at     timestamptz not null
);
comment on column initiative_milestone.due_on is 'the first date; the last move holds';
create index on initiative_milestone (initiative_id, id);
create table initiative_milestone_move (
    id           bigint      generated always as identity primary key,
    milestone_id bigint      not null references initiative_milestone,
    due_on       date        not null,
    reason_fr    text        not null check (reason_fr <> ''),
    reason_en    text,
    moved_at     timestamptz not null,
    moved_by     bigint      references person
);
create index on initiative_milestone_move (milestone_id, id);
revoke update, delete on initiative_milestone_move from ${application};

-- What came of the months of support, handed in once.
create table initiative_report (
    initiative_id bigint      primary key references initiative,
    text_fr       text        not null check (text_fr <> '' and length(text_fr) <= 20000),
    text_en       text,
    learnt_fr     text        not null default '' check (length(learnt_fr) <= 4000),
    learnt_en     text,
    handed_at     timestamptz not null,
    handed_by     bigint      references person
);
create table initiative_result (
    initiative_id bigint not null references initiative_report,
    position      int    not null,
    figure        text   not null check (figure <> '' and length(figure) <= 30),
    label_fr      text   not null check (label_fr <> '' and length(label_fr) <= 200),
    label_en      text,
    primary key (initiative_id, position)
);
revoke update, delete on initiative_report, initiative_result from ${application};

-- What whoever bears it is asked six and twelve months after the support, by a letter with a link; answered once.
create table follow_up (
    id            bigint      generated always as identity primary key,
    initiative_id bigint      not null references initiative,
    months        int         not null check (months in (6, 12)),
    secret        text        unique,
    asked_at      timestamptz not null,
    reminded_at   timestamptz,
    answered_at   timestamptz,
    state         text        check (state in ('GROWN', 'CONTINUES', 'CHANGED', 'STOPPED')),
    people        int         check (people >= 0),
    text_fr       text        check (length(text_fr) <= 10000),
    text_en       text,
    unique (initiative_id, months),
    check ((answered_at is null) = (state is null))
);
comment on column follow_up.secret is 'opens the form; none once it is answered';
