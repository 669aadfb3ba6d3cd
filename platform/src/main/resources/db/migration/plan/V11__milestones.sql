-- The dates of milestones as they were known on a day. A revision writes the milestone's date itself, so that the two
-- never differ, and the day of the last one, so that today's reading looks no history up.
alter table milestone
    add edition         integer not null default 0,
    add last_revised_on date;
alter table milestone_revision add constraint milestone_revision_moves check (from_due <> to_due);

create function milestone_move() returns trigger
    language plpgsql
as $$
begin
    update milestone m set due_on = new.to_due, last_revised_on = greatest(m.last_revised_on, new.revised_on)
    where m.id = new.milestone_id;
    return null;
end $$;
create trigger milestone_move after insert on milestone_revision for each row execute function milestone_move();
update milestone m set last_revised_on = (select max(r.revised_on) from milestone_revision r where r.milestone_id = m.id);

-- The due date of an adopted plan's milestone moves by a revision alone: who writes it directly is refused.
create function milestone_must_say_why() returns trigger
    language plpgsql
as $$
begin
    if new.due_on is distinct from old.due_on
        and exists (select from commitment c join plan_step s on s.plan_id = c.plan_id
                    where c.id = new.commitment_id and s.step in ('ADOPTED', 'IN_PROGRESS', 'CLOSED'))
        and pg_trigger_depth() < 2 then
        raise exception 'the due date of milestone % moves by a revision, with its reason', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger milestone_must_say_why before update on milestone for each row execute function milestone_must_say_why();

create function milestone_as_of(day date)
    returns table (id bigint, commitment_id bigint, "position" integer, output_fr text, output_en text, lead_id bigint,
                   starts_on date, due_on date, done_on date, fictional boolean, edition integer)
    language sql stable
begin atomic
    select m.id, m.commitment_id, m.position, m.output_fr, m.output_en, m.lead_id, m.starts_on,
           case when m.last_revised_on > day
                    then coalesce((select r.from_due from milestone_revision r
                                   where r.milestone_id = m.id and r.revised_on > day
                                   order by r.revised_on, r.id limit 1), m.due_on)
                else m.due_on end,
           case when m.done_on <= day then m.done_on end,
           m.fictional, m.edition
    from milestone m;
end;

-- As in V1, with the due dates that were known on the day.
create or replace function commitment_state(commitment_id bigint, ends_on date, day date)
    returns table (completion text, reported_on date, reported text, late_since date, milestones bigint, done bigint)
    language sql stable
begin atomic
    select s.completion,
           r.reported_on,
           r.completion,
           least(m.late_since, case when commitment_state.ends_on < day and s.completion <> 'COMPLETE' then commitment_state.ends_on end),
           m.milestones,
           m.done
    from (select min(x.due_on) filter (where x.due_on < day and x.done_on is null) as late_since,
                 count(*) as milestones,
                 count(x.done_on) as done
          from milestone_as_of(day) x
          where x.commitment_id = commitment_state.commitment_id) m
             left join lateral (select p.reported_on, p.completion
                                from progress_report p
                                where p.commitment_id = commitment_state.commitment_id and p.reported_on <= day
                                order by p.reported_on desc, p.id desc
                                limit 1) r on true
             cross join lateral (select case
                                            when r.completion = 'COMPLETE' then r.completion
                                            when r.reported_on >= day - interval '6 months' then r.completion
                                            else 'NO_EVIDENCE' end as completion) s;
end;
