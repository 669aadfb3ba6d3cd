-- A call for initiatives of general interest: who may apply, with which form, and how two colleges choose.
create table call (
    id                    bigint      generated always as identity primary key,
    slug                  text        not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
    title_fr              text        not null check (title_fr <> ''),
    title_en              text,
    summary_fr            text        not null check (summary_fr <> ''),
    summary_en            text,
    rules_fr              text        not null check (rules_fr <> ''),
    rules_en              text,
    organisation_id       bigint      not null references organisation,
    about                 text        check (about ~ '^/plans/[a-z0-9-]+(/(engagements|actions)/[0-9]+)?$'),
    applicants            text[]      not null check (cardinality(applicants) > 0
                                          and applicants <@ array['CITIZEN', 'ASSOCIATION', 'COMPANY', 'COLLECTIVE']),
    themes                text[]      not null default '{}',
    zone                  text        not null,
    opens_at              timestamptz not null,
    closes_at             timestamptz not null check (closes_at > opens_at),
    shortlist_on          date        not null,
    announced_on          date        not null check (announced_on >= shortlist_on),
    places                int         not null check (places between 1 and 1000),
    shortlist             int         not null check (shortlist >= places),
    readers_administration int        not null default 2 check (readers_administration between 1 and 20),
    readers_citizens      int         not null default 3 check (readers_citizens between 1 and 20),
    share_administration  int         not null default 50 check (share_administration between 0 and 100),
    normalised            boolean     not null default true,
    panel                 text        check (panel ~ '^/panels/[a-z0-9-]+$'),
    numbered              int         not null default 0,
    edition               int         not null default 0,
    fictional             boolean     not null default false
);
comment on column call.shortlist is 'how many the administration pre-selects, at most';
comment on column call.share_administration is 'in percent, of the joint score; the citizens'' is the rest';
comment on column call.normalised is 'whether each juror''s scores are made comparable to the others'', as the call says before it opens';
comment on column call.numbered is 'how many were submitted: the last number given';
comment on column call.panel is 'whose members are the citizens'' college; they may be invited otherwise';

-- What became of it, each step with who took it and why: never changed, never deleted.
create table call_step (
    id        bigint      generated always as identity primary key,
    call_id   bigint      not null references call,
    step      text        not null check (step in ('PUBLISHED', 'EXTENDED', 'CHECKED', 'READ', 'SHORTLISTED', 'JUDGED', 'RANKED',
                                                   'ANNOUNCED', 'CANCELLED')),
    taken_at  timestamptz not null,
    taken_by  bigint      references person,
    reason_fr text,
    reason_en text,
    check (step not in ('EXTENDED', 'CANCELLED') or reason_fr <> '')
);
comment on column call_step.step is
    'CHECKED: eligibility is decided; READ: the administration''s ballots are closed; JUDGED: the citizens'' are';
create unique index call_step_once on call_step (call_id, step) where step <> 'EXTENDED';
revoke update, delete on call_step from ${application};

-- The form that applicants fill in, after their name, kind, title and summary, which every call asks.
create table call_field (
    id           bigint  generated always as identity primary key,
    call_id      bigint  not null references call,
    position     int     not null,
    kind         text    not null check (kind in ('TEXT', 'LONG_TEXT', 'NUMBER', 'DATE', 'CHOICE', 'CHOICES', 'ADDRESS', 'SIRET', 'RNA',
                                                  'TERRITORY', 'FILE')),
    section_fr   text    not null default '',
    section_en   text,
    label_fr     text    not null check (label_fr <> ''),
    label_en     text,
    hint_fr      text    not null default '',
    hint_en      text,
    options      jsonb   not null default '[]',
    required     boolean not null default false,
    shown_if     bigint  references call_field,
    shown_value  text,
    seen_by      text    not null default 'ALL' check (seen_by in ('ALL', 'ADMINISTRATION', 'CITIZENS')),
    check ((shown_if is null) = (shown_value is null)),
    unique (call_id, position) deferrable
);
comment on column call_field.options is 'of a choice: [{"fr": …, "en": …}]';
comment on column call_field.shown_value is 'of the field shown_if: this one is asked only where it is answered so';
comment on column call_field.seen_by is 'which college reads it; the coordination reads all';

-- What must be so for an application to be read at all; each is answered by an agent.
create table eligibility_rule (
    id       bigint generated always as identity primary key,
    call_id  bigint not null references call,
    position int    not null,
    rule_fr  text   not null check (rule_fr <> ''),
    rule_en  text,
    unique (call_id, position)
);

-- By what each college judges.
create table criterion (
    id          bigint  generated always as identity primary key,
    call_id     bigint  not null references call,
    college     text    not null check (college in ('ADMINISTRATION', 'CITIZENS')),
    position    int     not null,
    name_fr     text    not null check (name_fr <> ''),
    name_en     text,
    guidance_fr text    not null default '',
    guidance_en text,
    scale       int     not null check (scale between 1 and 100),
    weight      numeric not null check (weight > 0),
    unique (call_id, college, position) deferrable
);
comment on column criterion.scale is 'a score is a whole number from 0 to it';

-- Once a call is published its form, rules and criteria stay as they are.
create function call_keeps_its_word() returns trigger language plpgsql as $$
declare
    of bigint := case when tg_op = 'DELETE' then old.call_id else new.call_id end;
begin
    if exists (select from call_step where call_id = of and step = 'PUBLISHED') then
        raise exception 'a published call keeps its form and criteria' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger call_field_stays before insert or update or delete on call_field for each row execute function call_keeps_its_word();
create trigger eligibility_rule_stays before insert or update or delete on eligibility_rule
    for each row execute function call_keeps_its_word();
create trigger criterion_stays before insert or update or delete on criterion for each row execute function call_keeps_its_word();

-- What it says of who may apply and how it chooses stays too; its dates move with a reason, and numbers are given.
create function call_keeps_its_terms() returns trigger language plpgsql as $$
begin
    if exists (select from call_step where call_id = old.id and step = 'PUBLISHED')
       and (to_jsonb(new) - '{closes_at,shortlist_on,announced_on,numbered,edition}'::text[])
           is distinct from (to_jsonb(old) - '{closes_at,shortlist_on,announced_on,numbered,edition}'::text[]) then
        raise exception 'a published call keeps its terms' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger call_stays before update of slug, title_fr, title_en, summary_fr, summary_en, rules_fr, rules_en, organisation_id, about,
    applicants, themes, zone, opens_at, places, shortlist, readers_administration, readers_citizens, share_administration, normalised,
    panel, fictional on call for each row execute function call_keeps_its_terms();

-- What somebody applies with. A draft is saved as it is typed; what is submitted is stamped by the database's own clock.
create table application (
    id            bigint      generated always as identity primary key,
    call_id       bigint      not null references call,
    number        int         check (number > 0),
    standing      text        not null check (standing in ('DRAFT', 'SUBMITTED', 'WITHDRAWN')),
    applicant_id  bigint      references person,
    kind          text        check (kind in ('CITIZEN', 'ASSOCIATION', 'COMPANY', 'COLLECTIVE')),
    name          text        not null default '' check (length(name) <= 200),
    title         text        not null default '' check (length(title) <= 200),
    summary       text        not null default '' check (length(summary) <= 1000),
    theme         text,
    territory     text        not null default '' check (length(territory) <= 120),
    consents      boolean     not null default false,
    edition       int         not null default 0,
    writer        uuid,
    started_at    timestamptz not null,
    changed_at    timestamptz not null,
    submitted_at  timestamptz,
    digest        text        check (digest ~ '^[0-9a-f]{64}$'),
    withdrawn_at  timestamptz,
    eligible      boolean,
    checked_at    timestamptz,
    checked_by    bigint      references person,
    check_reason  text,
    shortlisted_at timestamptz,
    shortlist_reason text,
    outcome       text        check (outcome in ('SELECTED', 'RESERVE', 'NOT_SELECTED', 'INELIGIBLE')),
    forgotten_at  timestamptz,
    fictional     boolean     not null default false,
    unique (call_id, number),
    check (standing = 'DRAFT' or submitted_at is not null or withdrawn_at is not null),
    check (submitted_at is null or (number is not null and digest is not null))
);
comment on column application.edition is 'how often it was saved; writer: the form that saved it last, so that no other overwrites it unawares';
comment on column application.consents is 'whether it may be public once it is selected';
comment on column application.forgotten_at is 'when all that it said but its title, kind, theme and territory was erased';
comment on column application.digest is 'SHA-256 of what was submitted, as the receipt shows it';
create index on application (call_id, standing, id);
create index on application (applicant_id);
-- One draft at a time for each person and call.
create unique index application_draft_once on application (call_id, applicant_id) where standing = 'DRAFT';
create table application_answer (
    application_id bigint not null references application on delete cascade,
    field_id       bigint not null references call_field,
    value          text   not null check (length(value) <= 20000),
    primary key (application_id, field_id)
);
create table application_file (
    application_id bigint not null references application on delete cascade,
    field_id       bigint not null references call_field,
    file_id        uuid   not null references file,
    primary key (application_id, field_id, file_id)
);
create index on application_file (file_id);
-- Whoever applies together with the first applicant, by the address of their account.
create table co_applicant (
    application_id bigint      not null references application on delete cascade,
    email          text        not null check (email !~ '[[:cntrl:][:space:]]'),
    secret         text        unique,
    invited_at     timestamptz not null,
    person_id      bigint      references person,
    accepted_at    timestamptz,
    primary key (application_id, email)
);
create index on co_applicant (person_id);
-- What an agent asks an applicant to put right after the close.
create table correction (
    id             bigint      generated always as identity primary key,
    application_id bigint      not null references application,
    asked_at       timestamptz not null,
    asked_by       bigint      references person,
    request        text        not null check (request <> '' and length(request) <= 4000),
    due_at         timestamptz not null,
    answered_at    timestamptz,
    answer         text        check (length(answer) <= 20000),
    check ((answered_at is null) = (answer is null))
);
create index on correction (application_id);

-- Whether an application meets a rule, by the last agent who said so; an unmet one has its reason.
create table eligibility_answer (
    application_id bigint      not null references application on delete cascade,
    rule_id        bigint      not null references eligibility_rule,
    met            boolean     not null,
    reason         text        not null default '' check (length(reason) <= 2000),
    answered_at    timestamptz not null,
    answered_by    bigint      references person,
    primary key (application_id, rule_id),
    check (met or reason <> '')
);
