-- What the coverage of a large consultation was when it was last counted: readers do not count two million rows each.
create table consultation_coverage (
    consultation_id bigint      primary key references consultation,
    counted_at      timestamptz not null,
    coverage        jsonb       not null
);

-- Whom a letter reminded of the responses they owe, of which day: each once, however many servers look.
create table response_reminder (
    consultation_id bigint not null references consultation,
    organisation_id bigint not null references organisation,
    due_on          date   not null,
    kind            text   not null check (kind in ('CLOSED', 'APPROACHING', 'LAST_DAYS', 'OVERDUE')),
    taken_on        date   not null,
    primary key (consultation_id, organisation_id, due_on, kind)
);
