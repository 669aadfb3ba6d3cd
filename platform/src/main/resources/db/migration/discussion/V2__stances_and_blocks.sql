-- Where a thread asks for it, a comment says which way it speaks.
alter table thread add stances boolean not null default false;
alter table comment add stance text check (stance in ('FOR', 'AGAINST', 'NEUTRAL'));

-- Who may not speak in public for a while, and why. A block is ended, never deleted.
create table person_block (
    id         bigint      generated always as identity primary key,
    person_id  bigint      not null references person,
    blocked_at timestamptz not null,
    blocked_by bigint      not null references person,
    until      timestamptz not null check (until > blocked_at),
    reason     text        not null check (reason <> ''),
    ended_at   timestamptz,
    ended_by   bigint      references person
);
create index on person_block (person_id, until desc);
