-- What the programme publishes to be read and used: news, tools, kits, publications, pages, quotations.
create table article (
    id           bigint      generated always as identity primary key,
    kind         text        not null check (kind in ('NEWS', 'TOOL', 'KIT', 'PUBLICATION', 'PAGE', 'QUOTATION')),
    slug         text        not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    fictional    boolean     not null default false,
    withdrawn_at timestamptz,
    reason_fr    text,
    reason_en    text,
    unique (kind, slug),
    check ((withdrawn_at is null) = (coalesce(reason_fr, '') = ''))
);
comment on column article.reason_fr is 'why it was withdrawn';

-- Every state in which it was saved. The database refuses that one be changed or deleted: to restore is to save again.
create table article_version (
    id         bigint      generated always as identity primary key,
    article_id bigint      not null references article,
    number     int         not null check (number > 0),
    edition    int         check (edition > 0),
    publish_at timestamptz,
    title_fr   text        not null check (title_fr <> ''),
    title_en   text,
    summary_fr text        not null check (summary_fr <> ''),
    summary_en text,
    text_fr    text        not null default '',
    text_en    text,
    steps_fr   text        not null default '',
    steps_en   text,
    audience_fr text,
    audience_en text,
    licence    text        not null check (licence in ('ETALAB', 'CC_BY', 'CC_BY_SA')),
    picture_id uuid        references file,
    alt_fr     text,
    alt_en     text,
    change_fr  text,
    change_en  text,
    saved_at   timestamptz not null,
    saved_by   bigint      references person,
    restores   int,
    unique (article_id, number),
    unique (article_id, edition),
    check ((edition is null) = (publish_at is null)),
    check (picture_id is null or alt_fr <> '')
);
comment on column article_version.number is 'counts what was saved: whoever saves over a number that is taken has been overtaken';
comment on column article_version.edition is 'counts what was published, or is to be at publish_at';
comment on column article_version.steps_fr is 'a checklist: one step a line, a heading after #';
create index on article_version (article_id, publish_at);
revoke update, delete on article_version from ${application};
grant update (edition, publish_at) on article_version to ${application};

-- Templates to download.
create table article_file (
    version_id bigint not null references article_version,
    position   int    not null,
    title_fr   text   not null check (title_fr <> ''),
    title_en   text,
    file_id    uuid   not null references file,
    primary key (version_id, position)
);
revoke update, delete on article_file from ${application};

-- The steps that a person has done for their own project, by what each says.
create table checklist_tick (
    person_id  bigint not null references person,
    article_id bigint not null references article,
    step       text   not null check (step ~ '^[0-9a-f]{16}$'),
    primary key (person_id, article_id, step)
);
create index on checklist_tick (article_id);

create table article_feedback (
    id         bigint      generated always as identity primary key,
    article_id bigint      not null references article,
    edition    int         not null,
    person_id  bigint      not null references person,
    rating     text        not null check (rating in ('USEFUL', 'PARTLY', 'USELESS')),
    text       text        not null default '' check (length(text) <= 2000),
    given_at   timestamptz not null,
    read_at    timestamptz,
    unique (article_id, person_id)
);
create index on article_feedback (person_id);

-- The repository of documents that the partnership asks of a plan: a file that never changes, and what it is.
create table document (
    id           bigint      generated always as identity primary key,
    slug         text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    plan_id      bigint      references action_plan,
    stage        text        not null check (stage in ('FORUM', 'CO_CREATION', 'ADOPTION', 'IMPLEMENTATION', 'ASSESSMENT')),
    title_fr     text        not null check (title_fr <> ''),
    title_en     text,
    summary_fr   text,
    summary_en   text,
    dated_on     date        not null,
    language     text        not null check (language in ('FR', 'EN')),
    licence      text        not null check (licence in ('ETALAB', 'CC_BY', 'CC_BY_SA')),
    file_id      uuid        not null references file,
    untagged     boolean     not null default false,
    replaces     bigint      unique references document,
    downloads    bigint      not null default 0,
    edition      int         not null default 1,
    published_at timestamptz not null,
    changed_at   timestamptz not null,
    fictional    boolean     not null default false,
    withdrawn_at timestamptz,
    reason_fr    text,
    reason_en    text,
    check ((withdrawn_at is null) = (coalesce(reason_fr, '') = ''))
);
comment on column document.untagged is 'a PDF in which no tags were found: a screen reader hardly reads it';
comment on column document.downloads is 'how often it was asked for, by whomever';
create index on document (plan_id, stage);
create index on document (dated_on desc, id desc);
revoke delete on document from ${application};
