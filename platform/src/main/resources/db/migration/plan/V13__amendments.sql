-- After a plan's adoption its commitments change by a recorded amendment alone. The row as it was is written by the
-- database itself, so that what a page shows of the past is what stood there.
create table commitment_amendment (
    id            bigint generated always as identity primary key,
    commitment_id bigint not null references commitment,
    amended_on    date   not null,
    before        jsonb  not null,
    reason_fr     text   not null check (reason_fr <> ''),
    reason_en     text,
    by_role       text   not null,
    organisation  text,
    fictional     boolean not null default false,
    made_by       xid8   not null default pg_current_xact_id()
);
create index on commitment_amendment (commitment_id, amended_on, id);
create index on commitment_amendment (amended_on);

alter table commitment
    add edition        integer not null default 0,
    add predecessor_id bigint unique references commitment;

-- A commitment's row, with the names and lists that its page shows beside it.
create function commitment_snapshot(c commitment) returns jsonb
    language sql stable
    return to_jsonb(c) - 'edition' || jsonb_build_object(
        'lead', (select o.name_fr from organisation o where o.id = c.lead_id),
        'ambition', (select e.number || '.' || a.number from ambition a join engagement e on e.id = a.engagement_id
                     where a.id = c.ambition_id),
        'partners', coalesce((select jsonb_agg(o.slug order by o.slug)
                              from commitment_partner cp join organisation o on o.id = cp.organisation_id
                              where cp.commitment_id = c.id), '[]'));

create function commitment_amendment_before() returns trigger
    language plpgsql
as $$
begin
    perform from commitment c where c.id = new.commitment_id for update;
    select commitment_snapshot(c) into new.before from commitment c where c.id = new.commitment_id;
    if exists (select from commitment_amendment a
               where a.commitment_id = new.commitment_id and a.amended_on > new.amended_on) then
        raise exception 'commitment % was amended later than %', new.commitment_id, new.amended_on using errcode = 'check_violation';
    end if;
    new.made_by := pg_current_xact_id();
    return new;
end $$;
create trigger commitment_amendment_before before insert on commitment_amendment
    for each row execute function commitment_amendment_before();

create function amendment_stands() returns trigger
    language plpgsql
as $$
begin
    raise exception 'an amendment stands as it was made' using errcode = 'check_violation';
end $$;
create trigger amendment_stands before update or delete on commitment_amendment
    for each row execute function amendment_stands();

create function commitment_must_be_amended() returns trigger
    language plpgsql
as $$
declare
    it   bigint := coalesce((to_jsonb(old) ->> 'commitment_id')::bigint, (to_jsonb(new) ->> 'commitment_id')::bigint);
    plan bigint;
begin
    if tg_table_name = 'commitment' then
        it := old.id;
    end if;
    select c.plan_id into plan from commitment c where c.id = it;
    if exists (select from plan_step s where s.plan_id = plan and s.step in ('ADOPTED', 'IN_PROGRESS', 'CLOSED'))
        and not exists (select from commitment_amendment a
                        where a.commitment_id = it and a.made_by = pg_current_xact_id()) then
        raise exception 'commitment % belongs to an adopted plan: it changes by an amendment', it using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger commitment_must_be_amended before update or delete on commitment
    for each row execute function commitment_must_be_amended();
create trigger commitment_must_be_amended before update or delete on commitment_partner
    for each row execute function commitment_must_be_amended();

-- The commitments as they stood on a day: each as the first later amendment found it, or as it is. The body is a string,
-- read anew at each call, because c.* must follow the columns that later migrations add.
create function commitment_as_of(day date) returns setof commitment
    language sql stable
as $$
    select c.* from commitment c
    where not exists (select from commitment_amendment a where a.commitment_id = c.id and a.amended_on > day)
    union all
    select it.*
    from (select distinct on (a.commitment_id) a.before, c.edition
          from commitment_amendment a join commitment c on c.id = a.commitment_id
          where a.amended_on > day order by a.commitment_id, a.amended_on, a.id) first
    cross join lateral jsonb_populate_record(null::commitment, first.before || jsonb_build_object('edition', first.edition)) it
$$;

-- Who supports them, as on that day.
create function partner_as_of(day date) returns table (commitment_id bigint, organisation_id bigint)
    language sql stable
begin atomic
    select cp.commitment_id, cp.organisation_id from commitment_partner cp
    where not exists (select from commitment_amendment a where a.commitment_id = cp.commitment_id and a.amended_on > day)
    union all
    select first.commitment_id, o.id
    from (select distinct on (a.commitment_id) a.commitment_id, a.before
          from commitment_amendment a where a.amended_on > day order by a.commitment_id, a.amended_on, a.id) first
    cross join lateral jsonb_array_elements_text(first.before -> 'partners') slug
    join organisation o on o.slug = slug.value;
end;
