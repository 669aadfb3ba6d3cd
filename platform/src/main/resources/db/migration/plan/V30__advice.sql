-- What reviewers would find of a plan, on each day on which it was written or decided: the objections themselves are
-- computed from the plan, but a draft keeps no past from which its score of another day could be computed again.
create table plan_score (
    plan_id    bigint  not null references action_plan,
    day        date    not null,
    percent    integer not null check (percent between 0 and 100),
    objections integer not null check (objections >= 0),
    primary key (plan_id, day)
);
