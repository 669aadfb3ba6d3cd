-- What the last whole export of a state weighed and hashed to, so that nobody reads two million rows twice for one figure.
create table export_digest (
    resource   text        not null,
    format     text        not null check (format in ('csv', 'jsonl')),
    state      text        not null,
    sha256     bytea       not null check (octet_length(sha256) = 32),
    bytes      bigint      not null check (bytes >= 0),
    rows       bigint      not null check (rows >= 0),
    counted_at timestamptz not null,
    primary key (resource, format)
);
