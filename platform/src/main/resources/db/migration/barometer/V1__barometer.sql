-- What is measured, how, by whom, and where each figure comes from.
create table indicator (
    id             int         generated always as identity primary key,
    code           text        not null unique check (code ~ '^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$' and length(code) <= 80),
    edition        int         not null default 1,
    organisation_id bigint     references organisation,
    topic_fr       text        not null default '',
    topic_en       text,
    name_fr        text        not null check (name_fr <> '' and length(name_fr) <= 300),
    name_en        text,
    definition_fr  text        not null default '',
    definition_en  text,
    method_fr      text        not null default '',
    method_en      text,
    unit_fr        text        not null default '',
    unit_en        text,
    direction      text        not null check (direction in ('RISE', 'FALL', 'KEEP')),
    period_months  int         not null default 12 check (period_months between 1 and 120),
    delay_days     int         not null default 0 check (delay_days between 0 and 1000),
    source_fr      text        not null default '',
    source_en      text,
    source_url     text        check (source_url ~ '^https?://'),
    licence        text        not null default 'Licence Ouverte 2.0',
    finest         text        not null default 'DEPT' check (finest in ('NAT', 'REG', 'DEPT', 'COM')),
    aggregation    text        not null default 'GIVEN' check (aggregation in ('GIVEN', 'SUM', 'MEAN')),
    denominator_id int         references indicator check (denominator_id is null or aggregation = 'MEAN'),
    threshold      int         check (threshold between 1 and 1000),
    published_at   timestamptz,
    fictional      boolean     not null default false
);
comment on column indicator.direction is 'in which way its values ought to go';
comment on column indicator.period_months is 'a new value is expected so often';
comment on column indicator.delay_days is 'how long after the day that a value tells of it is published';
comment on column indicator.aggregation is 'how values of a level come from the level below: each is given, their sum, their mean';
comment on column indicator.denominator_id is 'what a mean is weighted by: this indicator''s current values, or else the population';
comment on column indicator.threshold is 'values under it are of so few people that nobody is shown them';
create index indicator_topic on indicator (topic_fr, id);

-- What an indicator said before each change, and why it changed.
create table indicator_version (
    indicator_id int         not null references indicator,
    edition      int         not null,
    told         jsonb       not null,
    changed_at   timestamptz not null,
    changed_by   bigint      references person,
    reason_fr    text        not null check (reason_fr <> ''),
    reason_en    text,
    primary key (indicator_id, edition)
);
revoke update, delete on indicator_version from ${application};

-- Which commitment or engagement it measures, with what weight in the rate of that.
create table indicator_tie (
    indicator_id int     not null references indicator,
    about        text    not null check (about ~ '^/plans/[a-z0-9-]+/(engagements|actions)/[0-9]+$'),
    weight       numeric not null default 1 check (weight > 0),
    link_id      bigint,
    primary key (about, indicator_id)
);
comment on column indicator_tie.link_id is 'the link of the trace that says why';
create index indicator_tie_indicator on indicator_tie (indicator_id);

create type reading_kind as enum ('INITIAL', 'CURRENT', 'TARGET');

-- Figures that came together: from a form, an import, a file of the command line; who proposed them, who decided.
create table reading_batch (
    id            bigint      generated always as identity primary key,
    way           text        not null check (way in ('FORM', 'IMPORT', 'COMMAND', 'DEMONSTRATION')),
    source_fr     text        not null default '',
    source_en     text,
    file_name     text,
    sha256        bytea,
    import_id     uuid        unique,
    reason_fr     text,
    reason_en     text,
    proposed_by   bigint      references person,
    proposed_at   timestamptz not null,
    readings      int         not null default 0,
    fictional     boolean     not null default false,
    decision      text        check (decision in ('PUBLISHED', 'REFUSED', 'WITHDRAWN')),
    decided_by    bigint      references person,
    decided_at    timestamptz,
    decided_on    date,
    decision_fr   text,
    decision_en   text,
    check ((decision is null) = (decided_at is null) and (decision is null) = (decided_on is null)),
    check (decision <> 'REFUSED' or decision_fr <> ''),
    -- Nobody publishes what they typed.
    check (way not in ('FORM', 'IMPORT') or decision is distinct from 'PUBLISHED' or decided_by <> proposed_by)
);
comment on column reading_batch.readings is 'how many figures; none until all of them are there, and it can be decided';
create index reading_batch_open on reading_batch (id) where decision is null;

-- The figures that hold.
create table reading (
    territory_id int          not null references territory,
    indicator_id int          not null references indicator,
    kind         reading_kind not null,
    on_date      date         not null,
    value        numeric      not null,
    batch_id     bigint       not null,
    revision     int          not null default 1,
    provisional  boolean      not null default false,
    derived      boolean      not null default false,
    hidden       boolean      not null default false,
    primary key (territory_id, indicator_id, kind, on_date)
);
comment on column reading.derived is 'computed from the level below, as its indicator says';
comment on column reading.hidden is 'of too few people, or what would tell such a value by subtraction';

-- What they were before they were revised: never changed, never deleted.
create table former_reading (
    territory_id int          not null,
    indicator_id int          not null,
    kind         reading_kind not null,
    on_date      date         not null,
    revision     int          not null,
    value        numeric      not null,
    batch_id     bigint       not null,
    provisional  boolean      not null,
    hidden       boolean      not null,
    replaced_by  bigint       not null,
    primary key (territory_id, indicator_id, kind, on_date, revision)
);
revoke update, delete on former_reading from ${application};

-- What a batch proposes, until somebody else decides; then it stays, to be read.
create table proposed_reading (
    batch_id     bigint       not null references reading_batch,
    indicator_id int          not null references indicator,
    territory_id int          not null references territory,
    kind         reading_kind not null,
    on_date      date         not null,
    value        numeric      not null,
    provisional  boolean      not null default false,
    was          numeric,
    jump         boolean      not null default false,
    primary key (batch_id, indicator_id, territory_id, kind, on_date)
);
comment on column proposed_reading.was is 'the value that held when it was proposed';
comment on column proposed_reading.jump is 'unlike the values before it: whoever decides is told';

-- The weather: whether a target is secured, in the words of whoever holds it; the last one holds.
create table outlook (
    id           bigint      generated always as identity primary key,
    indicator_id int         not null references indicator,
    territory_id int         not null references territory,
    weather      text        not null check (weather in ('STORM', 'CLOUD', 'OVERCAST', 'SUN')),
    text_fr      text        not null check (text_fr <> '' and length(text_fr) <= 4000),
    text_en      text,
    written_at   timestamptz not null,
    written_by   bigint      references person,
    fictional    boolean     not null default false
);
create index outlook_of on outlook (territory_id, indicator_id, id desc);
revoke update, delete on outlook from ${application};

-- Somebody asks about a figure; whoever holds the indicator answers in public.
create table figure_question (
    id           bigint      generated always as identity primary key,
    indicator_id int         not null references indicator,
    territory_id int         not null references territory,
    kind         reading_kind,
    on_date      date,
    value        numeric,
    text         text        not null check (text <> '' and length(text) <= 4000),
    language     text        not null check (language in ('fr', 'en')),
    asked_by     bigint      references person,
    asked_at     timestamptz not null,
    hidden_at    timestamptz,
    hidden_fr    text,
    answer_fr    text        check (length(answer_fr) <= 8000),
    answer_en    text,
    answered_by  bigint      references person,
    answered_at  timestamptz,
    batch_id     bigint      references reading_batch,
    fictional    boolean     not null default false,
    check ((answer_fr is null) = (answered_at is null)),
    check ((hidden_at is null) = (hidden_fr is null))
);
comment on column figure_question.value is 'what the figure was when it was questioned';
comment on column figure_question.batch_id is 'the correction that the answer led to';
create index figure_question_of on figure_question (indicator_id, territory_id, id desc);
create index figure_question_unanswered on figure_question (id) where answered_at is null and hidden_at is null;
