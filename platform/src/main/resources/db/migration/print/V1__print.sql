-- Documents printed from pages, each kept under the digest of what it says: printed once, until it says something else.
create table print (
    id         uuid  primary key default gen_random_uuid(),
    address    text  not null,
    language   text  not null check (language in ('fr', 'en')),
    digest     bytea not null,
    -- What is to be printed, until it is; then the document.
    html       bytea,
    pdf        bytea,
    failed     boolean not null default false,
    asked_at   timestamptz not null,
    unique (address, language, digest)
);
create index on print (asked_at);
