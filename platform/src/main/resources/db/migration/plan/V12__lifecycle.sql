-- The steps of a plan go one way, in the order of the calendar, one after the other; a plan restated from before this
-- register may begin later than its draft. A step taken stays taken, save in a draft that is thrown away.
create function plan_stage_rank(step text) returns integer
    language sql immutable
    return array_position(array['DRAFT', 'OPEN_TO_COMMENT', 'ADOPTED', 'IN_PROGRESS', 'CLOSED'], step);

create function plan_step_in_order() returns trigger
    language plpgsql
as $$
declare
    last record;
begin
    if tg_op <> 'INSERT' then
        if tg_op = 'DELETE' and old.step = 'DRAFT'
            and not exists (select from plan_step s where s.plan_id = old.plan_id and s.step <> 'DRAFT') then
            return old;
        end if;
        raise exception 'a step of a plan stays taken' using errcode = 'check_violation';
    end if;
    perform from action_plan p where p.id = new.plan_id for update;
    select max(plan_stage_rank(s.step)) as rank, max(s.taken_on) as taken_on, bool_or(s.step = 'DRAFT') as drafted
    into last from plan_step s where s.plan_id = new.plan_id;
    if plan_stage_rank(new.step) <= last.rank
        or new.taken_on < last.taken_on
        or last.drafted and plan_stage_rank(new.step) <> last.rank + 1 then
        raise exception 'a plan cannot go to % on %', new.step, new.taken_on using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger plan_step_in_order before insert or update or delete on plan_step
    for each row execute function plan_step_in_order();
