-- Talks and meetings that come back by a rule (RFC 5545, 3.3.10); each time it is a gathering of its own.
create table series (
    id         bigint    generated always as identity primary key,
    slug       text      not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr   text      not null check (title_fr <> ''),
    title_en   text,
    text_fr    text      not null check (text_fr <> ''),
    text_en    text,
    rule       text      not null check (rule ~ '(COUNT|UNTIL)='),
    begins_on  date      not null,
    fictional  boolean   not null default false
);
comment on column series.rule is 'always with an end';

-- Where people meet: a workshop, a forum, a hackathon, a talk. "standing" and "reported_at" repeat what its steps say, so that a
-- list is read from one index; the door that writes there writes here in the same transaction.
create table gathering (
    id            bigint      generated always as identity primary key,
    slug          text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    kind          text        not null check (kind in ('WORKSHOP', 'FORUM', 'HACKATHON', 'TALK', 'MEETING', 'OTHER')),
    mode          text        not null check (mode in ('IN_PERSON', 'ONLINE', 'HYBRID')),
    standing      text        not null check (standing in ('PROPOSED', 'DECLINED', 'DRAFT', 'PUBLISHED', 'CANCELLED')),
    initiative    text        not null check (initiative in ('ADMINISTRATION', 'SOCIETY')),
    series_id     bigint      references series,
    title_fr      text        not null check (title_fr <> ''),
    title_en      text,
    summary_fr    text        not null check (summary_fr <> ''),
    summary_en    text,
    text_fr       text        not null default '',
    text_en       text,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null check (ends_at > starts_at and ends_at <= starts_at + interval '31 days'),
    zone          text        not null,
    place         text        check (length(place) <= 300),
    access        text        check (length(access) <= 2000),
    accessibility text        check (length(accessibility) <= 2000),
    join_url      text        check (join_url ~ '^https?://' and length(join_url) <= 2000),
    languages     text[]      not null default '{fr}',
    colleges      text[]      not null default '{}',
    themes        text[]      not null default '{}',
    about         text        check (about ~ '^/plans/[a-z0-9-]+(/engagements/[0-9]+)?$'),
    consultation  text        check (consultation ~ '^/consultations/[a-z0-9-]+$'),
    registering   boolean     not null default true,
    closes_at     timestamptz check (closes_at <= ends_at),
    team_most     int         check (team_most between 2 and 50),
    proposed_by   bigint      references person,
    reported_at   timestamptz,
    sequence      int         not null default 0,
    fictional     boolean     not null default false,
    check (mode = 'ONLINE' or place <> '')
);
comment on column gathering.ends_at is 'within 31 days, so that what is still to come is found by when it starts';
comment on column gathering.standing is 'published: held once its end has passed, reported once reported_at is set';
comment on column gathering.colleges is 'for whom it is reserved; open to all where it is empty';
comment on column gathering.join_url is 'where one joins online: told to those who have a place';
comment on column gathering.registering is 'whether one registers';
comment on column gathering.closes_at is 'until when one may register; until it ends where it is null';
comment on column gathering.team_most is 'how many a team of a hackathon may be at most; no teams where it is null';
comment on column gathering.sequence is 'RFC 5545, 3.8.7.4: how often its dates or its place were changed since it was published';
create index gathering_days on gathering (starts_at, id) where standing in ('PUBLISHED', 'CANCELLED');
create index gathering_office on gathering (starts_at, id) where standing in ('PROPOSED', 'DRAFT');
create index on gathering (series_id, starts_at);
create index gathering_owed on gathering (ends_at) where standing = 'PUBLISHED' and reported_at is null;

create table gathering_organiser (
    gathering_id    bigint not null references gathering on delete cascade,
    position        int    not null,
    organisation_id bigint not null references organisation,
    primary key (gathering_id, position),
    unique (gathering_id, organisation_id)
);
create index on gathering_organiser (organisation_id);

-- What became of it, each step with who took it and in which words.
create table gathering_step (
    id           bigint      generated always as identity primary key,
    gathering_id bigint      not null references gathering on delete cascade,
    step         text        not null check (step in ('PROPOSED', 'ACCEPTED', 'DECLINED', 'PUBLISHED', 'POSTPONED', 'CANCELLED', 'REPORTED')),
    taken_at     timestamptz not null,
    taken_by     bigint      references person,
    reason_fr    text,
    reason_en    text,
    was_from     timestamptz,
    was_until    timestamptz,
    check (step not in ('ACCEPTED', 'DECLINED', 'POSTPONED', 'CANCELLED') or reason_fr <> ''),
    check ((step = 'POSTPONED') = (was_from is not null))
);
create index on gathering_step (gathering_id, id);

-- The hours of a forum that hold workshops at the same time: one takes part in at most one workshop of a slot.
create extension if not exists btree_gist;
create table slot (
    gathering_id bigint      not null references gathering on delete cascade,
    number       int         not null check (number > 0),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null check (ends_at > starts_at),
    primary key (gathering_id, number),
    exclude using gist (gathering_id with =, tstzrange(starts_at, ends_at) with &&) deferrable
);

create table workshop (
    id           bigint  generated always as identity primary key,
    gathering_id bigint  not null,
    slot         int     not null,
    number       int     not null check (number > 0),
    title_fr     text    not null check (title_fr <> ''),
    title_en     text,
    text_fr      text    not null default '',
    text_en      text,
    room         text    check (length(room) <= 200),
    unique (gathering_id, number),
    unique (gathering_id, slot, id),
    foreign key (gathering_id, slot) references slot on delete cascade
);
comment on column workshop.number is 'its place in the programme, and in its address';

-- The places of a gathering (no workshop) or of one of its workshops, shared out by colleges. Each college is in one quota;
-- without parity there is one quota of all of them. Without a number there is room for all.
create table quota (
    id           bigint generated always as identity primary key,
    gathering_id bigint not null references gathering on delete cascade,
    workshop_id  bigint references workshop on delete cascade,
    position     int    not null,
    colleges     text[] not null check (cardinality(colleges) > 0),
    places       int    check (places between 0 and 100000),
    release_at   timestamptz,
    unique nulls not distinct (gathering_id, workshop_id, position)
);
comment on column quota.release_at is 'from when its places that nobody took go to whoever waits first, whatever the quota; never where it is null';

-- Who takes part. A person without an account gives an address, which counts once it is confirmed. Names, addresses, answers and
-- needs are erased after the gathering (docs/personal-data.md); what remains counts.
create table registration (
    id           bigint      generated always as identity primary key,
    gathering_id bigint      not null references gathering on delete cascade,
    secret       text        unique,
    code         text        unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
    name         text        check (length(name) between 1 and 120),
    email        text        check (email !~ '[[:cntrl:][:space:]]'),
    college      text        not null check (college in
        ('ADMINISTRATION', 'CIVIL_SOCIETY', 'CITIZEN', 'RESEARCH', 'COMPANY', 'ELECTED', 'INDEPENDENT_AUTHORITY')),
    organisation text        check (length(organisation) <= 200),
    language     text        not null default 'FR',
    answers      jsonb       not null default '{}',
    needs        text        check (length(needs) <= 1000),
    asked_at     timestamptz not null,
    confirmed_at timestamptz,
    cancelled_at timestamptz,
    verified_at  timestamptz,
    verified_by  bigint      references person,
    walked_in    boolean     not null default false,
    fictional    boolean     not null default false
);
comment on column registration.secret is 'opens its ticket, by which it is seen and cancelled: kept as it is, since each letter says it again';
comment on column registration.code is 'what its QR code says at the door; it opens nothing';
comment on column registration.needs is 'what the organiser must know to receive the person: private, erased the day after';
comment on column registration.confirmed_at is 'the address is its owner''s; until then it holds no place';
comment on column registration.verified_at is 'the college is no mere claim: by an organisation''s domain where verified_by is null';
create unique index registration_once on registration (gathering_id, lower(email))
    where confirmed_at is not null and cancelled_at is null and email is not null;
create index on registration (gathering_id, id);
create index registration_email on registration (lower(email)) where email is not null;

-- A place taken, or waited for: in the gathering (slot 0), and in one workshop of each slot at most.
create sequence place_turn;
create table place (
    registration_id bigint      not null references registration on delete cascade,
    slot            int         not null check (slot >= 0),
    workshop_id     bigint      references workshop,
    quota_id        bigint      not null references quota,
    standing        text        not null check (standing in ('PENDING', 'WAITING', 'CONFIRMED', 'CANCELLED')),
    turn            bigint      not null default nextval('place_turn'),
    attended_at     timestamptz check (attended_at is null or standing = 'CONFIRMED'),
    attended_by     bigint      references person,
    primary key (registration_id, slot),
    check ((slot = 0) = (workshop_id is null))
);
comment on column place.standing is 'pending: a workshop chosen by whoever waits for a place in its gathering';
comment on column place.turn is 'the order of waiting';
create index place_waiting on place (quota_id, turn) where standing = 'WAITING';
create index place_taken on place (quota_id) where standing = 'CONFIRMED';
create index on place (workshop_id);

-- A seat is of one quota and held by one person at most: what is not there cannot be sold twice.
create table seat (
    id              bigint generated always as identity primary key,
    quota_id        bigint not null references quota on delete cascade,
    slot            int    not null,
    registration_id bigint references registration,
    unique (registration_id, slot)
);
create index seat_free on seat (quota_id, id) where registration_id is null;
create index on seat (quota_id);

-- What the organiser asks of those who register: in their own words, or one of some options.
create table gathering_question (
    id           bigint  generated always as identity primary key,
    gathering_id bigint  not null references gathering on delete cascade,
    position     int     not null,
    label_fr     text    not null check (label_fr <> ''),
    label_en     text,
    options      jsonb   not null default '[]',
    required     boolean not null default false,
    unique (gathering_id, position)
);

create table speaker (
    gathering_id bigint not null references gathering on delete cascade,
    position     int    not null,
    name         text   not null check (name <> ''),
    role_fr      text,
    role_en      text,
    primary key (gathering_id, position)
);
comment on column speaker.role_fr is 'the organisation for which they speak, and as what';

-- Recordings and materials: a link or a file.
create table material (
    id           bigint  generated always as identity primary key,
    gathering_id bigint  not null references gathering on delete cascade,
    kind         text    not null check (kind in ('RECORDING', 'MATERIAL')),
    title_fr     text    not null check (title_fr <> ''),
    title_en     text,
    url          text    check (url ~ '^https?://' and length(url) <= 2000),
    file_id      uuid    references file,
    added_at     timestamptz not null,
    check (num_nonnulls(url, file_id) = 1)
);
create index on material (gathering_id, id);

create table series_subscription (
    id           bigint      generated always as identity primary key,
    series_id    bigint      not null references series on delete cascade,
    person_id    bigint      references person,
    email        text        not null check (email !~ '[[:cntrl:][:space:]]'),
    language     text        not null default 'FR',
    secret       text        not null unique,
    asked_at     timestamptz not null,
    confirmed_at timestamptz
);
comment on column series_subscription.person_id is 'whose account has that address: it goes with the account';
comment on column series_subscription.secret is 'confirms it and ends it: kept as it is, since each letter says it again';
create unique index on series_subscription (series_id, lower(email)) where confirmed_at is not null;
create index on series_subscription (person_id);

-- Hackathons: what is set, who works on it together, what they made.
create table challenge (
    id           bigint generated always as identity primary key,
    gathering_id bigint not null references gathering on delete cascade,
    number       int    not null,
    title_fr     text   not null check (title_fr <> ''),
    title_en     text,
    text_fr      text   not null default '',
    text_en      text,
    unique (gathering_id, number)
);

create table team (
    id           bigint      generated always as identity primary key,
    gathering_id bigint      not null references gathering on delete cascade,
    number       int         not null,
    challenge_id bigint      references challenge,
    name         text        not null check (length(name) between 1 and 120),
    seeks        text        check (length(seeks) <= 500),
    title        text        check (length(title) <= 200),
    text         text        check (length(text) <= 20000),
    repository   text        check (repository ~ '^https?://' and length(repository) <= 2000),
    demonstration text       check (demonstration ~ '^https?://' and length(demonstration) <= 2000),
    licence      text        check (length(licence) <= 100),
    distinction_fr text,
    distinction_en text,
    made_at      timestamptz not null,
    published_at timestamptz,
    fictional    boolean     not null default false,
    unique (gathering_id, number)
);
comment on column team.seeks is 'the skills it looks for';
comment on column team.distinction_fr is 'what the jury said of it, once results are published';

create table team_member (
    team_id         bigint      not null references team on delete cascade,
    registration_id bigint      not null unique references registration on delete cascade,
    joined_at       timestamptz not null,
    primary key (team_id, registration_id)
);

-- What came of it: each is a thing of the trace, at /agenda/{slug}/suites/{number}.
create table outcome (
    id           bigint      generated always as identity primary key,
    gathering_id bigint      not null references gathering on delete cascade,
    number       int         not null,
    workshop_id  bigint      references workshop,
    kind         text        not null check (kind in ('MINUTES', 'DECISION', 'DOCUMENT', 'CONTRIBUTION')),
    title_fr     text        not null check (title_fr <> ''),
    title_en     text,
    text_fr      text        not null default '',
    text_en      text,
    url          text        check (url ~ '^https?://' and length(url) <= 2000),
    file_id      uuid        references file,
    contribution text        check (contribution ~ '^/contributions/[0-9]+$'),
    written_at   timestamptz not null,
    written_by   bigint      references person,
    published_at timestamptz,
    fictional    boolean     not null default false,
    unique (gathering_id, number)
);
comment on column outcome.contribution is 'the contribution that it became in the consultation of its gathering';

-- The report: how many came of each side where nobody was counted at the door, and who they were for.
create table gathering_report (
    gathering_id   bigint  primary key references gathering on delete cascade,
    text_fr        text    not null default '',
    text_en        text,
    administration int     check (administration >= 0),
    society        int     check (society >= 0),
    organisations  text    check (length(organisations) <= 5000)
);

-- What a programme's own sources say of a year, beside what is held here.
create table stated_tally (
    year         int  primary key,
    gatherings   int  not null,
    participants int  not null,
    source_fr    text not null,
    source_en    text
);
