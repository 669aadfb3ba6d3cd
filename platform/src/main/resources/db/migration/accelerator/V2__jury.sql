-- Who judges the applications of a call, in one college of it; by the address to which they were invited, until they signed in.
create table call_juror (
    id          bigint      generated always as identity primary key,
    call_id     bigint      not null references call,
    college     text        not null check (college in ('ADMINISTRATION', 'CITIZENS')),
    email       text        check (email !~ '[[:cntrl:][:space:]]'),
    person_id   bigint      references person,
    from_panel  boolean     not null default false,
    invited_at  timestamptz not null,
    invited_by  bigint      references person,
    left_at     timestamptz,
    left_reason text
);
comment on column call_juror.from_panel is 'whether they were invited because they sit on the call''s panel';
create unique index call_juror_once on call_juror (call_id, lower(email));
create unique index call_juror_person on call_juror (call_id, person_id);
create index on call_juror (lower(email));
create index on call_juror (person_id);

-- An application that a juror must not judge.
create table conflict (
    juror_id       bigint      not null references call_juror,
    application_id bigint      not null references application,
    declared_at    timestamptz not null,
    reason         text        not null check (reason <> '' and length(reason) <= 1000),
    primary key (juror_id, application_id)
);

-- A search for who reads what, in the background.
create table sharing (
    id       bigint      generated always as identity primary key,
    call_id  bigint      not null references call,
    college  text        not null check (college in ('ADMINISTRATION', 'CITIZENS')),
    asked_at timestamptz not null,
    asked_by bigint      references person,
    ended    text        check (ended in ('SHARED', 'FAILED')),
    ended_at timestamptz,
    check ((ended is null) = (ended_at is null))
);
create unique index sharing_once on sharing (call_id, college) where ended is distinct from 'FAILED';

-- Who reads what.
create table assignment (
    id             bigint      generated always as identity primary key,
    juror_id       bigint      not null references call_juror,
    application_id bigint      not null references application,
    assigned_at    timestamptz not null,
    replaces       bigint      references assignment,
    ended_at       timestamptz,
    ended_as       text        check (ended_as in ('RECUSED', 'LEFT')),
    unique (juror_id, application_id),
    check ((ended_at is null) = (ended_as is null))
);
create index on assignment (application_id);

-- What a juror gives to an application. Nobody but its juror reads it before the college closes: the application reads others'
-- ballots by opened_ballot alone.
create table ballot (
    assignment_id bigint      primary key references assignment,
    comment       text        not null default '' check (length(comment) <= 5000),
    edition       int         not null default 1,
    sheet         uuid        not null,
    saved_at      timestamptz not null,
    handed_at     timestamptz
);
comment on column ballot.sheet is 'the open page on which it was last saved: that page may save again';
comment on column ballot.handed_at is 'since when it counts: every criterion has its score';
create table ballot_score (
    assignment_id bigint not null references ballot,
    criterion_id  bigint not null references criterion,
    score         int    not null check (score >= 0),
    primary key (assignment_id, criterion_id)
);

-- Once its college is closed a ballot stays as it is; a score stays within its criterion's scale.
create function ballot_stays() returns trigger language plpgsql as $$
declare
    of bigint := case when tg_op = 'DELETE' then old.assignment_id else new.assignment_id end;
begin
    if exists (select from assignment a join call_juror j on j.id = a.juror_id join call_step s on s.call_id = j.call_id
               where a.id = of and s.step = case j.college when 'ADMINISTRATION' then 'READ' else 'JUDGED' end) then
        raise exception 'the college is closed' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger ballot_stays before insert or update or delete on ballot for each row execute function ballot_stays();
create trigger ballot_score_stays before insert or update or delete on ballot_score for each row execute function ballot_stays();
create function score_is_on_its_scale() returns trigger language plpgsql as $$
begin
    if not exists (select from criterion c join assignment a on a.id = new.assignment_id join call_juror j on j.id = a.juror_id
                   where c.id = new.criterion_id and c.call_id = j.call_id and c.college = j.college and new.score <= c.scale) then
        raise exception 'the score is out of its scale' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger score_is_on_its_scale before insert or update on ballot_score
    for each row execute function score_is_on_its_scale();

-- The ballots of colleges that are closed.
create view opened_ballot as
select j.call_id, j.college, a.application_id, a.juror_id, b.assignment_id, b.comment
from ballot b join assignment a on a.id = b.assignment_id join call_juror j on j.id = a.juror_id
where b.handed_at is not null and a.ended_at is null
  and exists (select from call_step s where s.call_id = j.call_id
              and s.step = case j.college when 'ADMINISTRATION' then 'READ' else 'JUDGED' end);

-- What a college, or both together, make of the applications.
create table result (
    call_id        bigint not null references call,
    stage          text   not null check (stage in ('ADMINISTRATION', 'CITIZENS', 'JOINT')),
    application_id bigint not null references application,
    score          bigint not null,
    rank           int    not null check (rank > 0),
    place          int    not null check (place > 0),
    margins        jsonb  not null,
    primary key (stage, application_id)
);
comment on column result.score is 'in hundredths of a point, out of 100';
comment on column result.rank is 'by the score; equal scores share it';
comment on column result.place is 'in the order that counts: after draws and deliberation';
comment on column result.margins is 'by criterion, in points: before or behind the nearest one on the other side of the line';
create index on result (call_id, stage, place);

-- Equal scores at the line, told apart by public chance that was committed to before.
create table tie_draw (
    id           bigint      generated always as identity primary key,
    call_id      bigint      not null references call,
    stage        text        not null check (stage in ('ADMINISTRATION', 'JOINT')),
    numbers      int[]       not null check (cardinality(numbers) > 1),
    salt         text        not null check (salt ~ '^[0-9a-f]{64}$'),
    commitment   text        not null,
    committed_at timestamptz not null,
    committed_by bigint      references person,
    words        text,
    drawn        text,
    drawn_at     timestamptz,
    unique (call_id, stage),
    check (num_nonnulls(words, drawn, drawn_at) in (0, 3))
);

-- What deliberation changed: never changed, never deleted.
create table rank_change (
    id             bigint      generated always as identity primary key,
    call_id        bigint      not null references call,
    application_id bigint      not null references application,
    from_place     int         not null,
    to_place       int         not null,
    reason         text        not null check (length(reason) >= 20),
    changed_at     timestamptz not null,
    changed_by     bigint      references person,
    check (from_place <> to_place)
);
create index on rank_change (call_id, id);
revoke update, delete on rank_change from ${application};

-- What an applicant is told: written by one person, approved by another, sent with all the others.
create table verdict (
    application_id bigint      primary key references application,
    outcome        text        not null check (outcome in ('SELECTED', 'RESERVE', 'NOT_SELECTED', 'INELIGIBLE')),
    reasons        text        not null check (length(reasons) between 20 and 5000),
    advice         text        not null check (advice <> '' and length(advice) <= 5000),
    edition        int         not null default 1,
    written_at     timestamptz not null,
    written_by     bigint      not null references person,
    approved_at    timestamptz,
    approved_by    bigint      references person,
    sent_at        timestamptz,
    check ((approved_at is null) = (approved_by is null)),
    check (approved_by <> written_by),
    check (sent_at is null or approved_at is not null)
);
