-- A file on its way into the register. The file itself is kept so that it can be read otherwise; its rows are kept until the
-- import is a month old.
create table import (
    id         uuid    primary key default gen_random_uuid(),
    kind       text    not null,
    target     text    not null,
    file_name  text    not null,
    sha256     bytea   not null,
    size       bigint  not null,
    encoding   text    not null,
    separator  text,
    columns    text[]  not null default '{}',
    mapping    jsonb   not null default '{}',
    options    text[]  not null default '{}',
    rows       bigint  not null default 0,
    -- How far the work under way has come, in rows.
    reached    bigint  not null default 0,
    person_id  bigint  references person,
    created_at timestamptz not null
);
comment on column import.mapping is 'column of the file → field';
create index on import (person_id, created_at desc);

create table import_chunk (
    import_id uuid    not null references import on delete cascade,
    position  integer not null,
    bytes     bytea   not null,
    primary key (import_id, position)
);

-- Its life: each step is a row, taken once.
create table import_step (
    import_id uuid not null references import on delete cascade,
    step      text not null check (step in ('MAPPED', 'CHECKED', 'CONFIRMED', 'DONE', 'CANCELLED', 'FAILED')),
    taken_at  timestamptz not null,
    primary key (import_id, step)
);

create table import_row (
    import_id uuid   not null references import on delete cascade,
    number    bigint not null,
    line      bigint not null,
    cells     text   not null,
    broken    text,
    key       text,
    outcome   text check (outcome in ('NEW', 'CHANGED', 'SAME', 'BAD')),
    faults    text,
    primary key (import_id, number)
);
comment on column import_row.cells is 'column of the file → cell, as JSON';
create index import_row_fault on import_row (import_id, number) where outcome = 'BAD';
create index import_row_key on import_row (import_id, md5(key), number) where key is not null;
