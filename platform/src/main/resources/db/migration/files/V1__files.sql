-- What people sent, by its content: kept once however often it is sent, in pieces, so that neither storing nor serving
-- holds a whole file in memory, and so that a backup of the database is whole and every instance serves the same files.
create table file_content (
    sha256 bytea  primary key check (octet_length(sha256) = 32),
    size   bigint not null check (size > 0)
);

create table file_chunk (
    sha256   bytea   not null references file_content on delete cascade,
    position integer not null,
    bytes    bytea   not null,
    primary key (sha256, position)
);
-- Allowed types are compressed already.
alter table file_chunk alter column bytes set storage external;

create table file (
    id           uuid primary key default gen_random_uuid(),
    sha256       bytea       not null references file_content,
    name         text        not null,
    type         text        not null,
    uploaded_by  bigint,
    uploaded_at  timestamptz not null,
    published_at timestamptz
);
create index on file (sha256);
create index on file (uploaded_by);
