-- A search for near duplicates over a whole consultation: asked by someone, done in the background, once at a time.
create table duplicate_search (
    id              bigint       generated always as identity primary key,
    consultation_id bigint       not null references consultation,
    asked_at        timestamptz  not null,
    asked_by        bigint       references person,
    version         int          not null,
    threshold       numeric(3,2) not null,
    bands           int          not null,
    rows            int          not null,
    seed            bigint       not null,
    contributions   int          not null default 0,
    step            int          not null default 0,
    steps           int          not null default 0,
    ended           text         check (ended in ('DONE', 'CANCELLED', 'FAILED')),
    ended_at        timestamptz,
    check ((ended is null) = (ended_at is null))
);
create unique index duplicate_search_running on duplicate_search (consultation_id) where ended is null;
create index on duplicate_search (consultation_id, id desc);

create table duplicate_group (
    id        bigint       generated always as identity primary key,
    search_id bigint       not null references duplicate_search,
    name      text         check (length(name) <= 150),
    weakest   numeric(4,3) not null,
    size      int          not null check (size >= 0)
);
create index on duplicate_group (search_id, size desc, id);

create table duplicate_member (
    group_id        bigint not null references duplicate_group,
    contribution_id bigint not null references contribution,
    primary key (group_id, contribution_id)
);
create index on duplicate_member (contribution_id);

-- What people changed in the groups that were found, and why.
create table duplicate_act (
    id       bigint      generated always as identity primary key,
    group_id bigint      not null references duplicate_group,
    act      text        not null check (act in ('NAMED', 'SPLIT', 'MERGED')),
    taken_at timestamptz not null,
    taken_by bigint      references person,
    reason   text        not null check (reason <> '')
);
create index on duplicate_act (group_id, id);
