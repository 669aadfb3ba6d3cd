-- A country's action plan: engagement → ambition → commitment → milestone, with the dated facts of its life.
-- A column pair x_fr, x_en is one text in French with its optional English translation.
create table action_plan (
    id             bigint generated always as identity primary key,
    slug           text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    number         integer not null check (number > 0),
    title_fr       text    not null,
    title_en       text,
    summary_fr     text    not null,
    summary_en     text,
    starts_on      date    not null,
    ends_on        date    not null,
    coordinator_id bigint references organisation,
    predecessor_id bigint unique references action_plan,
    check (starts_on < ends_on)
);

-- Its lifecycle: each step is a dated act, never a bare flag.
create table plan_step (
    plan_id   bigint  not null references action_plan,
    step      text    not null check (step in ('DRAFT', 'OPEN_TO_COMMENT', 'ADOPTED', 'IN_PROGRESS', 'CLOSED')),
    taken_on  date    not null,
    note_fr   text,
    note_en   text,
    fictional boolean not null default false,
    primary key (plan_id, step)
);

-- How it was made and followed: launch, gatherings, consultation, presentation, reports.
create table plan_event (
    id        bigint generated always as identity primary key,
    plan_id   bigint  not null references action_plan,
    kind      text    not null check (kind in
        ('LAUNCH', 'GATHERING', 'CONSULTATION', 'PRESENTATION', 'REPORT', 'MILESTONE')),
    starts_on date    not null,
    ends_on   date check (ends_on >= starts_on),
    title_fr  text    not null,
    title_en  text,
    text_fr   text,
    text_en   text,
    fictional boolean not null default false
);
create index on plan_event (plan_id, starts_on);

create table plan_document (
    id           bigint generated always as identity primary key,
    plan_id      bigint  not null references action_plan,
    title_fr     text    not null,
    title_en     text,
    language     text    not null check (language in ('fr', 'en')),
    format       text    not null,
    size_bytes   bigint check (size_bytes > 0),
    published_on date    not null,
    version      text,
    url          text,
    fictional    boolean not null default false
);
create index on plan_document (plan_id, published_on);

create table engagement (
    id         bigint generated always as identity primary key,
    plan_id    bigint  not null references action_plan,
    number     integer not null check (number > 0),
    scope      text    not null check (scope in ('TRANSVERSAL', 'THEMATIC')),
    title_fr   text    not null,
    title_en   text,
    summary_fr text,
    summary_en text,
    unique (plan_id, number)
);

create table ambition (
    id            bigint generated always as identity primary key,
    engagement_id bigint  not null references engagement,
    number        integer not null check (number > 0),
    title_fr      text    not null,
    title_en      text,
    summary_fr    text,
    summary_en    text,
    unique (engagement_id, number)
);

-- The sections are the long texts of the partnership's template, by name: {"PROBLEM": {"fr": …, "en": …, "fictional": true}}.
create table commitment (
    id          bigint generated always as identity primary key,
    plan_id     bigint  not null references action_plan,
    ambition_id bigint  not null references ambition,
    number      integer not null check (number > 0),
    title_fr    text    not null,
    title_en    text,
    summary_fr  text    not null,
    summary_en  text,
    lead_id     bigint  not null references organisation,
    starts_on   date    not null,
    ends_on     date    not null check (ends_on >= starts_on),
    themes      text[]  not null default '{}',
    sections    jsonb   not null default '{}',
    fictional   boolean not null default false,
    unique (plan_id, number)
);
create index on commitment (ambition_id);
create index on commitment (lead_id);

create table commitment_partner (
    commitment_id   bigint not null references commitment,
    organisation_id bigint not null references organisation,
    primary key (commitment_id, organisation_id)
);
create index on commitment_partner (organisation_id);

create table milestone (
    id            bigint generated always as identity primary key,
    commitment_id bigint  not null references commitment,
    position      integer not null,
    output_fr     text    not null,
    output_en     text,
    lead_id       bigint references organisation,
    starts_on     date,
    due_on        date,
    done_on       date,
    fictional     boolean not null default false,
    unique (commitment_id, position)
);

create table milestone_partner (
    milestone_id    bigint not null references milestone,
    organisation_id bigint not null references organisation,
    primary key (milestone_id, organisation_id)
);

-- A due date keeps its history: each revision says from when, to when, and why.
create table milestone_revision (
    id           bigint generated always as identity primary key,
    milestone_id bigint not null references milestone,
    revised_on   date   not null,
    from_due     date   not null,
    to_due       date   not null,
    reason_fr    text   not null,
    reason_en    text
);
create index on milestone_revision (milestone_id, revised_on);

create table progress_report (
    id            bigint generated always as identity primary key,
    commitment_id bigint  not null references commitment,
    reported_on   date    not null,
    completion    text    not null check (completion in
        ('NO_EVIDENCE', 'NOT_STARTED', 'LIMITED', 'SUBSTANTIAL', 'COMPLETE')),
    text_fr       text    not null,
    text_en       text,
    fictional     boolean not null default false
);
create index on progress_report (commitment_id, reported_on desc, id desc) include (completion);

create table report_blocker (
    report_id bigint not null references progress_report,
    kind      text   not null check (kind in
        ('FUNDING', 'RESOURCES', 'PRIORITIES', 'APPROVALS', 'DEPENDENCY', 'OTHER')),
    text_fr   text   not null,
    text_en   text,
    primary key (report_id, kind)
);

create table evidence (
    id        bigint generated always as identity primary key,
    report_id bigint not null references progress_report,
    title_fr  text   not null,
    title_en  text,
    kind      text   not null check (kind in ('DOCUMENT', 'LINK', 'READING')),
    url       text,
    dated_on  date
);
create index on evidence (report_id);

-- Where a commitment stands on a day, from its dated facts alone. The last report counts for six months; after that,
-- unless it said complete, there is no evidence available. Late is the earliest promise that the day has passed:
-- a milestone due and not done, or the commitment's end without completion.
create function commitment_state(commitment_id bigint, ends_on date, day date)
    returns table (completion text, reported_on date, reported text, late_since date, milestones bigint, done bigint)
    language sql stable
begin atomic
    select s.completion,
           r.reported_on,
           r.completion,
           least(m.late_since, case when commitment_state.ends_on < day and s.completion <> 'COMPLETE' then commitment_state.ends_on end),
           m.milestones,
           m.done
    from (select min(x.due_on) filter (where x.due_on < day and (x.done_on is null or x.done_on > day)) as late_since,
                 count(*) as milestones,
                 count(*) filter (where x.done_on <= day) as done
          from milestone x
          where x.commitment_id = commitment_state.commitment_id) m
             left join lateral (select p.reported_on, p.completion
                                from progress_report p
                                where p.commitment_id = commitment_state.commitment_id and p.reported_on <= day
                                order by p.reported_on desc, p.id desc
                                limit 1) r on true
             cross join lateral (select case
                                            when r.completion = 'COMPLETE' then r.completion
                                            when r.reported_on >= day - interval '6 months' then r.completion
                                            else 'NO_EVIDENCE' end as completion) s;
end;

-- A text as the exports write it.
create function bilingual(fr text, en text) returns jsonb
    language sql immutable
    return case when fr is not null then jsonb_build_object('fr', fr, 'en', en) end;
