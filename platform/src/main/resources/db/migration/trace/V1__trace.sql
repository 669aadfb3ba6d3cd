-- What came of what, between anything public: from an origin (a citizen's words) to an outcome (a commitment, a result), each
-- known by its root-relative address. A link is an act, dated, signed, with its reason; it can be ended or replaced by
-- another, never changed nor deleted.
create table trace_link (
    id           bigint  generated always as identity primary key,
    kind         text    not null check (kind in ('ANSWERED_BY', 'ADOPTED_IN', 'INSPIRED', 'MERGED_INTO', 'RAISED_AT',
        'DISCUSSED_AT', 'REPORTED_BY', 'PROVEN_BY', 'MEASURED_BY', 'DOCUMENTED_BY', 'CONTINUED_BY', 'RELATED_TO')),
    origin       text    not null check (origin ~ '^/[!-~]+$' and length(origin) <= 500),
    outcome      text    not null check (outcome ~ '^/[!-~]+$' and length(outcome) <= 500 and outcome <> origin),
    reason_fr    text    not null check (reason_fr <> ''),
    reason_en    text,
    linked_on    date    not null,
    by_role      text    not null,
    organisation text,
    person_id    bigint  references person,
    fictional    boolean not null default false,
    replaces     bigint  unique references trace_link
);
create index on trace_link (origin, id);
create index on trace_link (outcome, id);

create table trace_link_end (
    link_id      bigint primary key references trace_link,
    ended_on     date   not null,
    reason_fr    text   not null check (reason_fr <> ''),
    reason_en    text,
    by_role      text   not null,
    organisation text,
    person_id    bigint references person
);
revoke update, delete on trace_link, trace_link_end from ${application};

create view trace_live as
    select l.*, e.ended_on, e.reason_fr as end_fr, e.reason_en as end_en from trace_link l left join trace_link_end e on e.link_id = l.id;

-- Nothing comes of itself: but for « related to », which has no direction, a link that would close a circle is refused. Those
-- who link at the same moment do so one after the other.
create function trace_link_makes_sense() returns trigger
    language plpgsql
as $$
begin
    perform pg_advisory_xact_lock(hashtext('trace_link'));
    if exists (select from trace_live l where l.ended_on is null and l.kind = new.kind
               and (l.origin, l.outcome) = (new.origin, new.outcome) and l.id is distinct from new.replaces) then
        raise exception 'this link is already there' using errcode = 'unique_violation';
    end if;
    if new.kind <> 'RELATED_TO' and exists (
        with recursive reached (address) as (
            values (new.outcome)
            union
            select l.outcome from reached r join trace_live l on l.origin = r.address
            where l.ended_on is null and l.kind <> 'RELATED_TO')
        select from reached where address = new.origin) then
        raise exception 'what comes of % cannot be its origin', new.origin using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger trace_link_makes_sense before insert on trace_link
    for each row execute function trace_link_makes_sense();
