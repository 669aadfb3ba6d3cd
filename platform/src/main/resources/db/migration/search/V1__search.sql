-- Everything public but contributions, whose words stand beside them: what one searches in, and what a find shows.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

-- Accents are taken off before a word is stemmed, so that a text is found, and shown, with or without them.
create text search configuration search_fr (copy = french);
alter text search configuration search_fr alter mapping for word, hword, hword_part with unaccent, french_stem;
create text search configuration search_en (copy = english);
alter text search configuration search_en alter mapping for word, hword, hword_part with unaccent, english_stem;

create table search_entry (
    address     text    primary key,
    source      text    not null,
    ref         bigint  not null,
    kind        text    not null,
    title_fr    text    not null,
    title_en    text,
    text_fr     text    not null,
    text_en     text,
    themes      text[]  not null,
    territories text[]  not null,
    plan        text,
    day         date,
    shown_on    date    not null,
    weight      real    not null,
    fictional   boolean not null,
    words       tsvector not null
);
comment on column search_entry.ref is 'the row of its source that it is written from, perhaps with others';
comment on column search_entry.territories is 'where, and all that lies around';
comment on column search_entry.plan is 'the plan''s slug';
comment on column search_entry.shown_on is 'the civic day from which it is public';
create index search_entry_words on search_entry using gin (words);
create index search_entry_source on search_entry (source, ref);

-- What has changed and is to be written anew. Rows are only ever added, so that no writer waits.
create table search_queue (
    id     bigint      generated always as identity primary key,
    source text        not null,
    ref    bigint      not null,
    due    timestamptz not null default '-infinity'
);
comment on column search_queue.due is 'not before this moment of the civic clock';
create index on search_queue (due, id);

-- Words as they are written, for whoever mistypes one.
create table search_word (
    folded text primary key,
    shown  text not null
);
create index search_word_near on search_word using gin (folded gin_trgm_ops);

-- What the index was made by: another version of it is made anew. And up to which contribution its words are known.
create table search_state (
    one          boolean primary key default true check (one),
    version      text    not null,
    contribution bigint  not null default 0
);

-- A text without the marks of Markdown, nor those that a find is marked by.
create function search_plain(said text) returns text
    language sql immutable
    return left(translate(regexp_replace(said, '(^|\n) *[#>|]+|[*_`]+|\]\([^)]*\)|\[', '\1', 'g'), E'\uE000\uE001', ''), 100000);

-- Tells that rows have changed: arguments are the source, a query of its refs from "changed", and columns that do not matter.
create function search_tell() returns trigger
    language plpgsql
as $$
begin
    execute format('%s insert into search_queue (source, ref) select distinct %L, told.ref from (%s) told (ref) where told.ref is not null',
                   case when tg_op = 'UPDATE' and tg_argv[2] <> '' then
                       format('with changed as (select n.* from changed n join was o using (id)'
                              ' where to_jsonb(n) - %1$L::text[] <> to_jsonb(o) - %1$L::text[])', string_to_array(tg_argv[2], ','))
                   else '' end,
                   tg_argv[0], tg_argv[1]);
    return null;
end $$;

create procedure search_watch(watched text, source text, refs text, unmoved text default '')
    language plpgsql
as $$
declare
    name text := 'search_' || source;
    tell text := format('for each statement execute function search_tell(%L, %L, %L)', source, refs, unmoved);
begin
    -- A room that is not in this house has nothing to tell.
    if to_regclass(watched) is null then return; end if;
    execute format('create trigger %I after insert on %I referencing new table as changed %s', name || '_new', watched, tell);
    execute format('create trigger %I after delete on %I referencing old table as changed %s', name || '_gone', watched, tell);
    execute format('create trigger %I after update on %I referencing old table as was new table as changed %s', name || '_changed', watched, tell);
end $$;

call search_watch('action_plan', 'plan', 'select id from changed');
call search_watch('plan_step', 'plan', 'select plan_id from changed');
call search_watch('engagement', 'plan', 'select plan_id from changed');
call search_watch('ambition', 'plan', 'select e.plan_id from changed x join engagement e on e.id = x.engagement_id');
call search_watch('plan_document', 'plan', 'select plan_id from changed');
call search_watch('action_plan', 'commitment', 'select c.id from changed x join commitment c on c.plan_id = x.id');
call search_watch('plan_step', 'commitment', 'select c.id from changed x join commitment c on c.plan_id = x.plan_id');
call search_watch('commitment', 'commitment', 'select id from changed');
call search_watch('milestone', 'commitment', 'select commitment_id from changed');
call search_watch('progress_report', 'commitment', 'select commitment_id from changed');
call search_watch('evidence', 'commitment', 'select r.commitment_id from changed x join progress_report r on r.id = x.report_id');
call search_watch('consultation', 'consultation', 'select id from changed');
call search_watch('consultation_step', 'consultation', 'select consultation_id from changed');
call search_watch('response', 'consultation', 'select consultation_id from changed');
call search_watch('gathering', 'gathering', 'select id from changed');
call search_watch('gathering_report', 'gathering', 'select gathering_id from changed');
call search_watch('workshop', 'gathering', 'select gathering_id from changed');
call search_watch('outcome', 'gathering', 'select gathering_id from changed');
call search_watch('team', 'gathering', 'select gathering_id from changed');
call search_watch('series', 'series', 'select id from changed');
call search_watch('gathering', 'series', 'select series_id from changed');
call search_watch('panel', 'panel', 'select id from changed');
call search_watch('panel_step', 'panel', 'select panel_id from changed');
call search_watch('call', 'call', 'select id from changed', 'numbered');
call search_watch('call_step', 'call', 'select call_id from changed');
call search_watch('cohort', 'cohort', 'select id from changed');
call search_watch('cohort_step', 'cohort', 'select cohort_id from changed');
call search_watch('initiative', 'cohort', 'select cohort_id from changed');
call search_watch('initiative_step', 'cohort', 'select i.cohort_id from changed x join initiative i on i.id = x.initiative_id');
call search_watch('indicator', 'indicator', 'select id from changed');
call search_watch('figure_question', 'indicator', 'select indicator_id from changed');
call search_watch('organisation', 'organisation', 'select id from changed');
call search_watch('territory', 'territory', 'select id from changed');
call search_watch('article', 'article', 'select id from changed');
call search_watch('article_version', 'article', 'select article_id from changed');
call search_watch('document', 'document', 'select id from changed', 'downloads');
