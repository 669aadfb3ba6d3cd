-- The other two kinds of consultation, which combine with free proposals: remarks on a text, answers to questions; and the
-- sheets of paper on which a workshop writes either.
alter table consultation
    add column proposals   boolean not null default true,
    add column accountless boolean not null default false;
comment on column consultation.proposals is 'whether people may propose freely, besides remarks on its text and answers to its questions';
comment on column consultation.accountless is 'whether its questions may be answered without an account';

-- What the administration keeps from the answers to its questions.
alter table consultation_step add column conclusion_fr text, add column conclusion_en text;

-- A text put up for remarks, paragraph by paragraph. What a person says of one is a contribution like any other.
create table consultation_text (
    consultation_id bigint primary key references consultation,
    title_fr        text   not null check (title_fr <> ''),
    title_en        text
);
create table consultation_paragraph (
    consultation_id bigint not null references consultation_text,
    number          int    not null check (number > 0),
    text_fr         text   not null check (text_fr <> ''),
    text_en         text,
    primary key (consultation_id, number)
);
alter table contribution
    add column paragraph int,
    add foreign key (consultation_id, paragraph) references consultation_paragraph;
create index contribution_paragraph on contribution (consultation_id, paragraph, published_at desc, id desc)
    where paragraph is not null and standing = 'PUBLIC';

-- A question begins a page or stays on the page of the one before; one with a condition is asked of those who chose that option
-- of a question on an earlier page.
create table question (
    id               bigint  generated always as identity primary key,
    consultation_id  bigint  not null references consultation,
    position         int     not null,
    starts_page      boolean not null,
    kind             text    not null check (kind in ('SHORT_TEXT', 'LONG_TEXT', 'SINGLE', 'MULTIPLE', 'RANKING', 'SCALE')),
    label_fr         text    not null check (label_fr <> ''),
    label_en         text,
    hint_fr          text,
    hint_en          text,
    options          jsonb   not null,
    required         boolean not null,
    condition_id     bigint  references question,
    condition_option int,
    check ((condition_id is null) = (condition_option is null)),
    check ((kind in ('SHORT_TEXT', 'LONG_TEXT')) = (jsonb_array_length(options) = 0)),
    unique (consultation_id, position) deferrable initially deferred
);

-- One person's answers to all the questions: kept page by page, given once.
create table answer_sheet (
    id              bigint      generated always as identity primary key,
    consultation_id bigint      not null references consultation,
    channel         text        not null check (channel in ('ACCOUNT', 'OPEN', 'PAPER')),
    person_id       bigint      references person,
    key             bytea       unique,
    started_at      timestamptz not null,
    given_at        timestamptz,
    fictional       boolean     not null default false,
    unique (consultation_id, person_id),
    check ((key is not null) = (channel = 'OPEN'))
);
comment on column answer_sheet.key is 'SHA-256 of what the address of a sheet without account holds';
create index on answer_sheet (consultation_id, id) where given_at is not null;
create index on answer_sheet (person_id) where person_id is not null;

create table answer (
    sheet_id    bigint not null references answer_sheet on delete cascade,
    question_id bigint not null references question,
    choices     int[]  not null default '{}',
    text        text   not null default '' check (length(text) <= 5000),
    standing    text   not null default 'HELD' check (standing in ('HELD', 'PUBLIC', 'HIDDEN')),
    reason      text,
    primary key (sheet_id, question_id),
    check (standing <> 'HIDDEN' or reason <> '')
);
comment on column answer.choices is 'numbers of options from 1; of a ranking the first choice first';
comment on column answer.standing is 'whether a moderator has read its text, and what they decided';
create index on answer (question_id, sheet_id);
create index answer_held on answer (question_id, sheet_id) where text <> '' and standing = 'HELD';

-- Sheets of paper printed for a workshop; each bears a code, under which what was written on it is typed in once.
create table kit (
    id              bigint      generated always as identity primary key,
    consultation_id bigint      not null references consultation,
    label           text        not null check (length(label) between 1 and 80),
    made_at         timestamptz not null,
    made_by         bigint      references person
);
create index on kit (consultation_id, id);
create table kit_sheet (
    code            text   primary key check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    kit_id          bigint not null references kit,
    number          int    not null check (number > 0),
    contribution_id bigint unique references contribution,
    answer_sheet_id bigint unique references answer_sheet on delete set null,
    unique (kit_id, number)
);
