-- A half-yearly call for progress reports. Which reports a round received is read from their own dates, never copied here.
create table round (
    id         bigint  generated always as identity primary key,
    plan_id    bigint  not null references action_plan,
    title_fr   text    not null,
    title_en   text,
    message_fr text,
    message_en text,
    opens_on   date    not null,
    due_on     date    not null check (due_on > opens_on),
    fictional  boolean not null default false
);
create index on round (plan_id, opens_on desc);

create table round_step (
    round_id bigint not null references round,
    step     text   not null check (step in ('OPENED', 'CLOSED')),
    taken_on date   not null,
    taken_by bigint references person,
    reason   text,
    primary key (round_id, step)
);

-- What each lead is to be reminded of, and when: written as the round opens, taken once when its day comes.
create table reminder (
    id              bigint generated always as identity primary key,
    round_id        bigint not null references round,
    organisation_id bigint not null references organisation,
    kind            text   not null check (kind in ('OPENING', 'APPROACHING', 'LAST_DAYS', 'OVERDUE')),
    due_on          date   not null,
    taken_on        date,
    unique (round_id, organisation_id, kind)
);
create index reminder_waiting on reminder (due_on, id) where taken_on is null;
