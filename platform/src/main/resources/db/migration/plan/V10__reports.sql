-- What a report must carry, held by the database itself, at the commit: a report comes with its blockers and its evidence.
alter table progress_report add by_role text not null default 'CONTRIBUTOR' check (by_role in ('CONTRIBUTOR', 'COORDINATOR'));
alter table evidence add file_id uuid references file;
alter table evidence add constraint evidence_address check (url ~* '^https?://' or url ~ '^/fichiers/' and file_id is not null);

create function report_must_hold() returns trigger
    language plpgsql
as $$
declare
    report bigint := case when tg_table_name = 'progress_report' then (to_jsonb(new) ->> 'id')::bigint
                        else (to_jsonb(old) ->> 'report_id')::bigint end;
    said text;
begin
    select r.completion into said from progress_report r where r.id = report;
    if said in ('SUBSTANTIAL', 'COMPLETE') and not exists (select from evidence e where e.report_id = report) then
        raise exception 'report % says % without evidence', report, said using errcode = 'check_violation';
    end if;
    if said in ('NOT_STARTED', 'LIMITED') and not exists (select from report_blocker b where b.report_id = report) then
        raise exception 'report % says % without a blocker', report, said using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger report_must_hold after insert or update on progress_report
    deferrable initially deferred for each row execute function report_must_hold();
create constraint trigger report_must_hold after update or delete on evidence
    deferrable initially deferred for each row execute function report_must_hold();
create constraint trigger report_must_hold after update or delete on report_blocker
    deferrable initially deferred for each row execute function report_must_hold();

-- What a person has typed and not yet published, by the form's address.
create table form_draft (
    person_id bigint not null references person on delete cascade,
    form      text   not null,
    fields    jsonb  not null,
    saved_at  timestamptz not null,
    primary key (person_id, form)
);
