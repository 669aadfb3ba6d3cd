-- A filled-in form is taken once: its key enters in the transaction of what the form does, so that both stand or neither
-- does. The target is where its sender was led, for whoever sends it again. Keys are forgotten after a week.
create table form_taken (
    key      uuid        primary key,
    target   text,
    taken_at timestamptz not null default now()
);
create index form_taken_at on form_taken (taken_at);
