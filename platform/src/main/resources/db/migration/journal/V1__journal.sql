-- The public journal: append-only, and chained by the database itself (docs/algorithms/journal.md). Whoever inserts gives
-- the act alone; its number, the hash of the entry before it and its own hash are computed here, under one lock. What can be
-- searched is read out of the act, so that no column can say other than the text that was hashed.
create function journal_instant(iso text) returns timestamptz
    language sql immutable strict
    return iso::timestamptz;

create table journal_entry (
    number       bigint primary key,
    act          text   not null,
    previous     bytea  not null,
    hash         bytea  not null unique,
    kind         text collate "C" not null generated always as (act::jsonb ->> 'kind') stored,
    reference    text collate "C" not null generated always as (act::jsonb ->> 'reference') stored,
    role         text collate "C" not null generated always as (act::jsonb ->> 'role') stored,
    organisation text collate "C" generated always as (act::jsonb ->> 'organisation') stored,
    civic_at     timestamptz not null generated always as (journal_instant(act::jsonb ->> 'civicTime')) stored
);
create index on journal_entry (kind, number);
create index on journal_entry (reference, number);
create index on journal_entry (organisation, number);

-- A statement of a volatile function sees what was committed before it: after the lock, the head is the head. The search
-- path is pinned, or a temporary table of the same name could pose as the journal.
create function journal_chain() returns trigger
    language plpgsql
    set search_path = "${flyway:defaultSchema}", pg_temp
as $$
declare
    head record;
begin
    perform pg_advisory_xact_lock(hashtextextended('parvis.journal', 0));
    select number, hash into head from journal_entry order by number desc limit 1;
    new.number := coalesce(head.number, 0) + 1;
    new.previous := coalesce(head.hash, decode(repeat('00', 32), 'hex'));
    new.hash := sha256(convert_to('{"act":' || new.act || ',"number":' || new.number
        || ',"previous":"' || encode(new.previous, 'hex') || '"}', 'UTF8'));
    return new;
end $$;
create trigger journal_chain before insert on journal_entry for each row execute function journal_chain();

create function journal_refuse() returns trigger
    language plpgsql
as $$
begin
    raise exception 'the journal is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger journal_refuse before update or delete or truncate on journal_entry
    for each statement execute function journal_refuse();

revoke all on journal_entry from ${application};
grant select, insert on journal_entry to ${application};

-- Where an act waits for the end of its transaction. The deferred trigger moves it into the chain within the commit itself,
-- with no word to or from the application while the lock is held. Nothing ever stays here, hence no write-ahead log.
create unlogged table journal_act (
    id  bigint primary key generated always as identity,
    act text not null
);

create function journal_append() returns trigger
    language plpgsql
    set search_path = "${flyway:defaultSchema}", pg_temp
as $$
begin
    insert into journal_entry (act) values (new.act);
    delete from journal_act where id = new.id;
    return null;
end $$;
create constraint trigger journal_append after insert on journal_act
    deferrable initially deferred for each row execute function journal_append();

-- The salt of a sealed value: without it the digest in the chain says nothing of anyone any more.
create table journal_salt (
    digest bytea primary key,
    salt   bytea not null
);
revoke update on journal_salt from ${application};
