-- A group of people drawn by lot under quotas: who volunteers, how the draw is fixed before chance speaks, who sits.
create table panel (
    id              bigint  generated always as identity primary key,
    slug            text    not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr        text    not null check (title_fr <> ''),
    title_en        text,
    summary_fr      text    not null check (summary_fr <> ''),
    summary_en      text,
    text_fr         text    not null default '',
    text_en         text,
    organisation_id bigint  not null references organisation,
    about           text    check (about ~ '^/plans/[a-z0-9-]+(/(engagements|actions)/[0-9]+)?$'),
    size            int     not null check (size between 2 and 1000),
    closes_on       date    not null,
    zone            text    not null,
    mandate_ends_on date    not null,
    one_a_household boolean not null,
    source_fr       text    not null check (source_fr <> '' and length(source_fr) <= 1000),
    source_en       text,
    fictional       boolean not null default false,
    check (mandate_ends_on > closes_on)
);
comment on column panel.closes_on is 'until when one may volunteer, that day included, in its zone';
comment on column panel.source_fr is 'where the population''s shares come from';
comment on column panel.mandate_ends_on is 'after which everything that names a person is erased';

-- What became of it, each step with who took it and why: never changed, never deleted.
create table panel_step (
    id        bigint      generated always as identity primary key,
    panel_id  bigint      not null references panel,
    step      text        not null check (step in ('OPENED', 'EXTENDED', 'CLOSED', 'AMENDED', 'FROZEN', 'OBSERVED', 'DRAWN',
                                                   'CANCELLED', 'ERASED')),
    taken_at  timestamptz not null,
    taken_by  bigint      references person,
    reason_fr text,
    reason_en text,
    conforms  boolean,
    check (step in ('OPENED', 'FROZEN', 'DRAWN', 'ERASED') or reason_fr <> ''),
    check ((step = 'OBSERVED') = (conforms is not null))
);
comment on column panel_step.conforms is 'whether an observer found the frozen pool as the draw''s files commit to it';
create unique index panel_step_once on panel_step (panel_id, step)
    where step in ('OPENED', 'CLOSED', 'FROZEN', 'DRAWN', 'CANCELLED', 'ERASED');
create index on panel_step (panel_id, id);
revoke update, delete on panel_step from ${application};

-- What is asked of volunteers, and how many of each answer the panel wants.
create table panel_feature (
    id       bigint generated always as identity primary key,
    panel_id bigint not null references panel,
    position int    not null,
    name_fr  text   not null check (name_fr <> ''),
    name_en  text,
    unique (panel_id, position),
    unique (panel_id, name_fr)
);
create table panel_quota (
    id         bigint  generated always as identity primary key,
    feature_id bigint  not null references panel_feature on delete cascade,
    position   int     not null,
    name_fr    text    not null check (name_fr <> ''),
    name_en    text,
    share      numeric check (share between 0 and 100),
    min        int     not null check (min >= 0),
    max        int     not null check (max >= min),
    unique (feature_id, position),
    unique (feature_id, name_fr)
);
comment on column panel_quota.share is 'of the population, in percent';

-- Whoever volunteers, with nothing but what the draw needs. What names them is erased after the mandate; the row that the
-- proof stands on stays.
create table volunteer (
    id           bigint      generated always as identity primary key,
    panel_id     bigint      not null references panel,
    secret       text        unique,
    name         text        check (length(name) between 1 and 120),
    email        text        check (email !~ '[[:cntrl:][:space:]]'),
    address      text        check (length(address) <= 300),
    language     text        not null,
    asked_at     timestamptz not null,
    confirmed_at timestamptz,
    opaque       text,
    salt         text        check (salt ~ '^[0-9a-f]{64}$'),
    rank         int         check (rank >= 0),
    erased_at    timestamptz,
    fictional    boolean     not null default false,
    unique (panel_id, opaque),
    check (erased_at is null or num_nonnulls(secret, name, email, address, salt) = 0)
);
comment on column volunteer.secret is 'opens their own page: receipt, withdrawal, answer to the draw';
comment on column volunteer.opaque is 'by which the published files name them, once the pool is frozen';
comment on column volunteer.rank is '0 for who was drawn, from 1 for alternates in the order of chance';
create unique index volunteer_once on volunteer (panel_id, lower(email)) where confirmed_at is not null and email is not null;
create index on volunteer (lower(email));
create index on volunteer (panel_id, rank);

create table volunteer_answer (
    volunteer_id bigint not null references volunteer on delete cascade,
    feature_id   bigint not null references panel_feature,
    quota_id     bigint not null references panel_quota,
    primary key (volunteer_id, feature_id)
);

-- A search for the fairest lottery, which ends by freezing the pool, or does not.
create table freezing (
    id         bigint           generated always as identity primary key,
    panel_id   bigint           not null references panel,
    asked_at   timestamptz      not null,
    asked_by   bigint           not null references person,
    role       text             not null,
    method     text             not null check (method in ('LEXIMIN', 'MAXIMIN')),
    urn_size   int              not null check (urn_size between 1 and 10000),
    minutes    int              not null check (minutes between 1 and 120),
    source     text             not null check (source <> '' and source !~ '[[:cntrl:]]' and length(source) <= 300),
    not_before timestamptz      not null,
    met        int              not null default 0,
    bound      double precision not null default 1,
    distance   double precision not null default 1,
    ended      text             check (ended in ('FROZEN', 'CANCELLED', 'UNFEASIBLE', 'LATE', 'TIME', 'SOLVER', 'FAILED')),
    ended_at   timestamptz,
    minimum    double precision,
    gap        double precision,
    complete   boolean,
    obstacles  jsonb,
    check ((ended is null) = (ended_at is null)),
    check ((ended = 'FROZEN') = (minimum is not null))
);
comment on column freezing.bound is 'what the lowest chance cannot exceed';
create unique index freezing_alone on freezing (panel_id) where ended is null;
create index on freezing (panel_id, id);

-- A place on the panel, as chance offered it, and what came of it.
create table panel_seat (
    volunteer_id bigint      primary key references volunteer,
    panel_id     bigint      not null references panel,
    replaces     bigint      unique references panel_seat (volunteer_id),
    offered_at   timestamptz not null,
    answer_by    timestamptz not null,
    reminded_at  timestamptz,
    accepted_at  timestamptz,
    left_at      timestamptz,
    left_as      text        check (left_as in ('REFUSED', 'SILENT', 'LEFT')),
    check ((left_at is null) = (left_as is null))
);
comment on column panel_seat.replaces is 'whose place it was';
create index on panel_seat (panel_id);

-- The files that anyone may replay the draw from, byte for byte; and what is kept apart from them until it is erased.
create table panel_file (
    panel_id  bigint  not null references panel,
    name      text    not null,
    is_public boolean not null,
    content   text    not null,
    primary key (panel_id, name)
);
create function panel_file_stays() returns trigger language plpgsql as $$
begin
    if old.is_public then
        raise exception 'a published file of a draw is neither changed nor deleted';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger panel_file_stays before update or delete on panel_file for each row execute function panel_file_stays();

-- Some are invited by lot from a list; the others of the list are forgotten as soon as the lot has spoken, those invited
-- once nobody can volunteer any more.
create table invitation_list (
    panel_id     bigint      primary key references panel,
    origin       text        not null check (origin <> '' and origin !~ '[[:cntrl:]]' and length(origin) <= 300),
    entries      int         not null check (entries between 1 and 200000),
    merged       int         not null check (merged >= 0),
    wanted       int         not null check (wanted between 1 and entries),
    salt         text        not null check (salt ~ '^[0-9a-f]{64}$'),
    digest       text        not null check (digest ~ '^[0-9a-f]{64}$'),
    source       text        not null check (source <> '' and source !~ '[[:cntrl:]]' and length(source) <= 300),
    not_before   timestamptz not null,
    committed_at timestamptz not null,
    drawn_at     timestamptz,
    reminded_at  timestamptz,
    reminded     int         not null default 0,
    declined     int         not null default 0,
    volunteered  int,
    erased_at    timestamptz,
    check (not_before > committed_at)
);
comment on column invitation_list.origin is 'where the addresses come from, as those invited are told';
comment on column invitation_list.merged is 'how many lines repeated an address';
comment on column invitation_list.digest is 'SHA-256 of netstrings: parvis-sortition-1, list, the salt, each address in its place';
comment on column invitation_list.volunteered is 'how many of those invited did, counted when their addresses are erased';
create table invitation (
    panel_id bigint not null references invitation_list,
    place    int    not null check (place > 0),
    email    text   not null check (email !~ '[[:cntrl:][:space:]]'),
    secret   text   unique,
    primary key (panel_id, place)
);
comment on column invitation.place is 'in the list, sorted; by which the lot names it';
comment on column invitation.secret is 'of whoever is invited: their address is proven by it';
create index on invitation (email);
