-- The government's own report on its plan, by versions. One is written at a time; once published, none of it changes.
create table self_assessment (
    id           bigint  generated always as identity primary key,
    plan_id      bigint  not null references action_plan,
    version      integer not null check (version > 0),
    facts_on     date    not null,
    published_on date,
    reason       text,
    fictional    boolean not null default false,
    unique (plan_id, version)
);
comment on column self_assessment.facts_on is 'the day whose facts its draft was made of';
comment on column self_assessment.reason is 'what changed since the version before';
create unique index on self_assessment (plan_id) where published_on is null;

create table self_assessment_chapter (
    self_assessment_id bigint  not null references self_assessment,
    position           integer not null,
    kind               text    not null check (kind in
        ('INTRODUCTION', 'PROCESS', 'RESULTS', 'ENGAGEMENT', 'DIVERGENCES', 'LESSONS')),
    engagement         integer check ((kind = 'ENGAGEMENT') = (engagement is not null)),
    text_fr            text    not null,
    text_en            text,
    edition            integer not null default 0,
    primary key (self_assessment_id, position)
);

create function self_assessment_stands() returns trigger
    language plpgsql
as $$
declare
    it bigint := coalesce((to_jsonb(old) ->> 'self_assessment_id')::bigint, (to_jsonb(old) ->> 'id')::bigint);
begin
    perform from self_assessment s where s.id = it and s.published_on is null for share;
    if not found then
        raise exception 'a self-assessment stands as it was published' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger self_assessment_stands before update or delete on self_assessment
    for each row execute function self_assessment_stands();
create trigger self_assessment_stands before update or delete on self_assessment_chapter
    for each row execute function self_assessment_stands();
