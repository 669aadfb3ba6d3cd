-- Everything here that names a person can be erased; docs/personal-data.md says why each is kept and until when.

-- An erased account keeps its number, which what was public still points to, and nothing else.
create table person (
    id                 bigint      generated always as identity primary key,
    email              text        check (email !~ '[[:cntrl:][:space:]]'),
    name               text        check (name !~ '[[:cntrl:]]'),
    password           text,
    college            text        check (college in
        ('ADMINISTRATION', 'CIVIL_SOCIETY', 'CITIZEN', 'RESEARCH', 'COMPANY', 'ELECTED', 'INDEPENDENT_AUTHORITY')),
    language           text        not null default 'FR' check (language in ('FR', 'EN')),
    fictional          boolean     not null default false,
    created_at         timestamptz not null,
    email_confirmed_at timestamptz,
    erased_at          timestamptz,
    check (case when erased_at is null then num_nulls(email, name, password, email_confirmed_at) = 0
                else num_nonnulls(email, name, password, college, email_confirmed_at) = 0 end)
);
create unique index person_email on person (lower(email));

-- What a person may do, for whom, from when to when: granted, ended and handed over by acts that the journal records.
create table mandate (
    id              bigint      generated always as identity primary key,
    person_id       bigint      not null references person,
    role            text        not null check (role in
        ('CONTRIBUTOR', 'MODERATOR', 'JUROR', 'OBSERVER', 'COORDINATOR', 'ADMINISTRATOR')),
    organisation_id bigint      references organisation,
    starts_on       date        not null,
    until           date        check (until >= starts_on),
    granted_at      timestamptz not null,
    granted_by      bigint      references person,
    follows         bigint      unique references mandate,
    ended_on        date,
    ended_by        bigint      references person,
    end_reason      text,
    check (role <> 'CONTRIBUTOR' or organisation_id is not null),
    check ((ended_on is null) = (end_reason is null))
);
comment on column mandate.granted_by is 'null: by the operator, from the command line or in the demonstration';
comment on column mandate.follows is 'the mandate that its holder handed over';
create unique index mandate_held_once on mandate (person_id, role, organisation_id) nulls not distinct where ended_on is null;
create index mandate_organisation on mandate (organisation_id) where ended_on is null;

-- A member says whom they speak for; a coordinator accepts or not.
create table affiliation (
    person_id       bigint      not null references person,
    organisation_id bigint      not null references organisation,
    claimed_at      timestamptz not null,
    decided_at      timestamptz,
    decided_by      bigint      references person,
    accepted        boolean,
    primary key (person_id, organisation_id),
    check ((decided_at is null) = (accepted is null))
);
create index affiliation_waiting on affiliation (claimed_at, person_id) where decided_at is null;

-- The browser holds the secret, the database only its digest: whoever reads the table can open nothing.
create table person_session (
    id        bigint      generated always as identity primary key,
    digest    bytea       not null unique,
    person_id bigint      not null references person,
    opened_at timestamptz not null,
    seen_at   timestamptz not null,
    device    text        not null
);
create index person_session_person on person_session (person_id);

create table known_device (
    person_id bigint      not null references person,
    digest    bytea       not null,
    seen_at   timestamptz not null,
    primary key (person_id, digest)
);

-- Failures to sign in, by the digest of the address that was typed (whether or not it has an account) and by where from: a
-- known device, or a network.
create table sign_in_failure (
    id      bigint      generated always as identity primary key,
    account bytea       not null,
    origin  text        not null,
    at      timestamptz not null
);
create index sign_in_failure_account on sign_in_failure (account, at);
create index sign_in_failure_at on sign_in_failure (at);

create table one_time_token (
    digest     bytea       primary key,
    purpose    text        not null check (purpose in ('CONFIRM', 'RESET', 'EMAIL', 'COORDINATOR')),
    person_id  bigint      references person,
    email      text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index one_time_token_person on one_time_token (person_id);
create index one_time_token_expiry on one_time_token (expires_at);

-- Written in the transaction of what it tells; carried by the sender, which tries again until the server takes it.
create table mail (
    id          bigint      generated always as identity primary key,
    recipient   text        not null,
    subject     text        not null,
    body        text        not null,
    created_at  timestamptz not null,
    next_try_at timestamptz,
    tries       int         not null default 0,
    failure     text,
    sent_at     timestamptz
);
comment on column mail.next_try_at is 'null: sent, or given up';
create index mail_waiting on mail (next_try_at) where next_try_at is not null;
create index mail_created on mail (created_at);
create index mail_recipient on mail (lower(recipient));
