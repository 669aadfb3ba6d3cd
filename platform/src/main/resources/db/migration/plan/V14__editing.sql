-- Two editors never overwrite each other: each saves over the version that it read.
alter table action_plan add edition integer not null default 0;
alter table engagement add edition integer not null default 0;
alter table ambition add edition integer not null default 0;
alter table plan_event
    add edition      integer not null default 0,
    -- Known since that day; none where it is as old as the plan.
    add announced_on date;
alter table plan_document
    add edition integer not null default 0;
