-- A dated call for contributions. Its phase on a day is read from its dates and from the steps taken; it opens at the start of
-- its first day and closes at the end of its last, where it takes place.
create table consultation (
    id             bigint  generated always as identity primary key,
    slug           text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr       text    not null check (title_fr <> ''),
    title_en       text,
    question_fr    text    not null check (question_fr <> ''),
    question_en    text,
    text_fr        text    not null check (text_fr <> ''),
    text_en        text,
    about          text    check (about ~ '^/plans/[a-z0-9-]+(/engagements/[0-9]+(#ambition-[0-9]+)?)?$'),
    opens_on       date    not null,
    closes_on      date    not null check (closes_on >= opens_on),
    answers_due_on date    not null check (answers_due_on > closes_on),
    zone           text    not null,
    colleges       text[]  not null default '{}',
    screened       boolean not null default false,
    fictional      boolean not null default false
);
comment on column consultation.about is 'the plan, engagement or ambition it is about, by its address';
comment on column consultation.colleges is 'who may contribute; every member where it is empty';
comment on column consultation.screened is 'whether every contribution is read by a moderator before it is shown';
create index on consultation (opens_on desc, id desc);

create table consultation_step (
    consultation_id bigint      not null references consultation,
    step            text        not null check (step in ('ANNOUNCED', 'ANSWERED', 'CLOSED')),
    taken_at        timestamptz not null,
    taken_by        bigint      references person,
    primary key (consultation_id, step)
);

-- Dates that were changed after the announcement, and why.
create table consultation_change (
    id              bigint      generated always as identity primary key,
    consultation_id bigint      not null references consultation,
    changed_at      timestamptz not null,
    changed_by      bigint      references person,
    was_opens_on    date        not null,
    was_closes_on   date        not null,
    was_due_on      date        not null,
    reason          text        not null check (reason <> '')
);
create index on consultation_change (consultation_id, id);

-- Who answers: one organisation for all that no theme gives to another.
create table consultation_holder (
    consultation_id bigint not null references consultation,
    theme           text,
    organisation_id bigint not null references organisation,
    unique nulls not distinct (consultation_id, theme)
);

-- What a person or an organisation proposes. "standing", "supports", "comments" and "response_id" repeat what the tables below
-- hold, so that a list is read from one index; the door that writes there writes here in the same transaction.
create table contribution (
    id              bigint      generated always as identity primary key,
    consultation_id bigint      not null references consultation,
    standing        text        not null check (standing in ('DRAFT', 'HELD', 'PUBLIC', 'HIDDEN', 'WITHDRAWN')),
    title           text        not null check (length(title) between 1 and 200),
    text            text        not null check (length(text) <= 20000),
    language        text        not null default 'fr' check (language ~ '^[a-z]{2,3}$'),
    theme           text,
    place           text        check (length(place) <= 120),
    author_id       bigint      references person,
    organisation_id bigint      references organisation,
    author_kind     text        check (length(author_kind) <= 80),
    source          text        check (length(source) <= 200),
    written_at      timestamptz not null,
    published_at    timestamptz check (published_at is not null or standing in ('DRAFT', 'HELD', 'WITHDRAWN')),
    supports        int         not null default 0,
    comments        int         not null default 0,
    shuffle         int         not null default (random() * 2147483646)::int,
    response_id     bigint,
    outcome         text,
    answered_at     timestamptz,
    fictional       boolean     not null default false
);
comment on column contribution.place is 'where, in the words of the author';
comment on column contribution.author_kind is 'what an imported file says of its author, who stays unnamed';
comment on column contribution.source is 'what it is called where it was imported from, or the code of its sheet of paper';
comment on column contribution.shuffle is 'its place in the order of chance, drawn once';
create index contribution_recent on contribution (consultation_id, published_at desc, id desc) where standing = 'PUBLIC';
create index contribution_supported on contribution (consultation_id, supports desc, id desc) where standing = 'PUBLIC';
create index contribution_discussed on contribution (consultation_id, comments desc, id desc) where standing = 'PUBLIC';
create index contribution_shuffled on contribution (consultation_id, shuffle, id) where standing = 'PUBLIC';
create index contribution_numbered on contribution (consultation_id, id);
create unique index contribution_source on contribution (consultation_id, source) where source is not null;
create index contribution_author on contribution (author_id, id desc) where author_id is not null;
create index contribution_held on contribution (written_at, id) where standing = 'HELD';

-- What became of it: each step with who took it, and why where a moderator did. The last one counts.
create table contribution_step (
    id              bigint      generated always as identity primary key,
    contribution_id bigint      not null references contribution,
    step            text        not null check (step in ('HELD', 'PUBLIC', 'HIDDEN', 'WITHDRAWN', 'REDACTED')),
    taken_at        timestamptz not null,
    taken_by        bigint      references person,
    reason          text,
    check (step not in ('HIDDEN', 'REDACTED') or reason <> '')
);
create index on contribution_step (contribution_id, id desc);

-- What it said before its author changed it.
create table contribution_edit (
    id              bigint      generated always as identity primary key,
    contribution_id bigint      not null references contribution,
    edited_at       timestamptz not null,
    title_was       text        not null,
    text_was        text        not null
);
create index on contribution_edit (contribution_id, id);

create table contribution_file (
    contribution_id bigint not null references contribution,
    file_id         uuid   not null unique references file,
    position        int    not null check (position between 1 and 3),
    primary key (contribution_id, position)
);

-- One person supports one contribution once. Rows are only ever added by those who support, so that a thousand at once do not
-- wait for each other; whoever finds nobody at it adds what is not counted yet to the contribution's own figure.
create table support (
    contribution_id bigint      not null references contribution,
    person_id       bigint      not null references person,
    given_at        timestamptz not null,
    counted         boolean     not null default false,
    primary key (contribution_id, person_id)
);
create index support_uncounted on support (contribution_id) where not counted;
create index on support (person_id);

-- One person reports one contribution once.
create table contribution_alert (
    contribution_id bigint      not null references contribution,
    person_id       bigint      not null references person,
    raised_at       timestamptz not null,
    reason          text        not null check (reason <> ''),
    primary key (contribution_id, person_id)
);
create index on contribution_alert (raised_at);

-- An author whose contribution was hidden asks for a second look, once for each hiding.
create table contribution_appeal (
    step_id    bigint      primary key references contribution_step,
    text       text        not null check (text <> ''),
    made_at    timestamptz not null,
    decided_at timestamptz,
    decided_by bigint      references person,
    upheld     boolean,
    reason     text,
    check (num_nulls(decided_at, upheld, reason) in (0, 3))
);
create index on contribution_appeal (made_at) where decided_at is null;

-- How often an account has contributed this hour: one row to wait on, the account's own.
create table contribution_rate (
    person_id bigint      primary key references person,
    hour      timestamptz not null,
    written   int         not null
);

-- A reasoned response, signed by an organisation, to one contribution or to many at once. It is never changed: another one
-- takes its place.
create table response (
    id              bigint      generated always as identity primary key,
    consultation_id bigint      not null references consultation,
    organisation_id bigint      not null references organisation,
    outcome         text        not null check (outcome in ('ADOPTED', 'PARTLY_ADOPTED', 'MERGED', 'NOT_ADOPTED', 'OUT_OF_SCOPE')),
    reason_fr       text        not null check (length(btrim(reason_fr)) >= 20),
    reason_en       text,
    merged_into     bigint      references contribution,
    answered_at     timestamptz not null,
    answered_by     bigint      references person,
    fictional       boolean     not null default false,
    check ((outcome = 'MERGED') = (merged_into is not null))
);
create index on response (consultation_id, id);

create table response_contribution (
    contribution_id bigint not null references contribution,
    version         int    not null check (version > 0),
    response_id     bigint not null references response,
    primary key (contribution_id, version)
);
create index on response_contribution (response_id, contribution_id);
revoke update, delete on response, response_contribution from ${application};
alter table contribution add foreign key (response_id) references response;

-- Words to search and to find near ones by. Apart from the contribution, so that millions of them are imported first and
-- indexed after.
create table contribution_words (
    contribution_id bigint   primary key references contribution,
    consultation_id bigint   not null,
    words           tsvector not null
);
create index contribution_words_found on contribution_words using gin (words);
create extension if not exists unaccent;
-- One dictionary whatever the language: what matters is that the question and the text are read alike.
create function contribution_words(said text) returns tsvector
    language sql stable
    return to_tsvector('french', unaccent(said));
