package org.parvis.search;

import java.util.List;

/** What the rooms hold, each under its own rule of what is public: the one by which its pages are shown. */
final class Sources {
    private static final String PLAN = """
            with p as (
                select p.*, '/plans/' || p.slug as path, s.shown_on from action_plan p
                join lateral (select min(taken_on) as shown_on from plan_step s where s.plan_id = p.id and s.step <> 'DRAFT') s
                    on s.shown_on is not null
                where p.id = any (:refs))
            select id, path, 'PLAN', title_fr, title_en, summary_fr, summary_en, '{}'::text[], '{}'::text[], slug, starts_on, shown_on, false
            from p
            union all
            select p.id, p.path || '/engagements/' || e.number, 'ENGAGEMENT', e.title_fr, e.title_en,
                   concat_ws(' ', 'Engagement ' || e.number || '.', e.summary_fr, a.fr), concat_ws(' ', 'Priority ' || e.number || '.', e.summary_en, a.en),
                   '{}', '{}', p.slug, p.starts_on, p.shown_on, false
            from p join engagement e on e.plan_id = p.id
            left join lateral (select string_agg(concat_ws('. ', title_fr, summary_fr), ' ') as fr, string_agg(concat_ws('. ', title_en, summary_en), ' ') as en
                               from ambition a where a.engagement_id = e.id) a on true
            union all
            select p.id, p.path || '#document-' || d.id, 'DOCUMENT', d.title_fr, d.title_en, p.title_fr, p.title_en,
                   '{}', '{}', p.slug, d.published_on, greatest(p.shown_on, d.published_on), d.fictional
            from p join plan_document d on d.plan_id = p.id""";

    private static final String COMMITMENT = """
            with c as (
                select c.*, '/plans/' || p.slug || '/actions/' || c.number as path, p.slug as plan, s.shown_on
                from commitment c join action_plan p on p.id = c.plan_id
                join lateral (select min(taken_on) as shown_on from plan_step s where s.plan_id = p.id and s.step <> 'DRAFT') s
                    on s.shown_on is not null
                where c.id = any (:refs)),
            r as (
                select r.*, c.path, c.plan, c.themes, c.title_fr, c.title_en, c.number, greatest(c.shown_on, r.reported_on) as shown_on
                from c join progress_report r on r.commitment_id = c.id)
            select id, path, 'COMMITMENT', title_fr, title_en,
                   concat_ws(' ', 'Action ' || number || '.', summary_fr, (select string_agg(value ->> 'fr', ' ') from jsonb_each(sections))),
                   concat_ws(' ', 'Commitment ' || number || '.', summary_en, (select string_agg(value ->> 'en', ' ') from jsonb_each(sections))),
                   themes, '{}'::text[], plan, starts_on, shown_on, fictional
            from c
            union all
            select c.id, c.path || '#jalon-' || m.id, 'MILESTONE', m.output_fr, m.output_en,
                   'Action ' || c.number || ' : ' || c.title_fr, 'Commitment ' || c.number || ': ' || c.title_en,
                   c.themes, '{}', c.plan, m.due_on, c.shown_on, m.fictional
            from c join milestone m on m.commitment_id = c.id
            union all
            select commitment_id, path || '/avancement#point-' || id, 'REPORT', title_fr, title_en, text_fr, text_en,
                   themes, '{}', plan, reported_on, shown_on, fictional
            from r
            union all
            select r.commitment_id, r.path || '/preuves#preuve-' || v.id, 'EVIDENCE', v.title_fr, v.title_en,
                   'Action ' || r.number || ' : ' || r.title_fr, 'Commitment ' || r.number || ': ' || r.title_en,
                   r.themes, '{}', r.plan, coalesce(v.dated_on, r.reported_on), r.shown_on, r.fictional
            from r join evidence v on v.report_id = r.id""";

    private static final String CONSULTATION = """
            with c as (
                select c.*, '/consultations/' || c.slug as path, split_part(c.about, '/', 3) as plan,
                       (s.taken_at at time zone :zone)::date as shown_on
                from consultation c join consultation_step s on s.consultation_id = c.id and s.step = 'ANNOUNCED'
                where c.id = any (:refs))
            select id, path, 'CONSULTATION', title_fr, title_en, concat_ws(' ', question_fr, text_fr), concat_ws(' ', question_en, text_en),
                   '{}'::text[], '{}'::text[], plan, opens_on, shown_on, fictional
            from c
            union all
            select c.id, '/reponses/' || r.id, 'RESPONSE', c.title_fr, c.title_en, r.reason_fr, r.reason_en,
                   '{}', '{}', c.plan, (r.answered_at at time zone :zone)::date, (r.answered_at at time zone :zone)::date, r.fictional
            from c join response r on r.consultation_id = c.id""";

    private static final String GATHERING = """
            with g as (
                select g.*, '/agenda/' || g.slug as path, split_part(g.about, '/', 3) as plan, (g.starts_at at time zone g.zone)::date as held_on,
                       s.shown_on
                from gathering g
                join lateral (select min(s.taken_at at time zone :zone)::date as shown_on from gathering_step s
                              where s.gathering_id = g.id and s.step = 'PUBLISHED') s on s.shown_on is not null
                where g.id = any (:refs) and g.standing in ('PUBLISHED', 'CANCELLED'))
            select g.id, g.path, 'GATHERING', g.title_fr, g.title_en,
                   concat_ws(' ', g.summary_fr, g.text_fr, w.fr, case when g.reported_at is not null then r.text_fr end, g.place),
                   concat_ws(' ', g.summary_en, g.text_en, w.en, case when g.reported_at is not null then r.text_en end),
                   g.themes, '{}'::text[], g.plan, g.held_on, g.shown_on, g.fictional
            from g left join gathering_report r on r.gathering_id = g.id
            left join lateral (select string_agg(concat_ws('. ', title_fr, text_fr), ' ' order by number) as fr,
                                      string_agg(concat_ws('. ', title_en, text_en), ' ' order by number) as en
                               from workshop w where w.gathering_id = g.id) w on true
            union all
            select g.id, g.path || '/suites/' || o.number, 'OUTCOME', o.title_fr, o.title_en, o.text_fr, o.text_en,
                   g.themes, '{}', g.plan, (o.published_at at time zone :zone)::date, (o.published_at at time zone :zone)::date, o.fictional
            from g join outcome o on o.gathering_id = g.id and o.published_at is not null
            union all
            select g.id, g.path || '/equipes/' || t.number, 'TEAM', coalesce(t.title, t.name), null, coalesce(t.text, ''), null,
                   g.themes, '{}', g.plan, (t.published_at at time zone :zone)::date, (t.published_at at time zone :zone)::date, t.fictional
            from g join team t on t.gathering_id = g.id and t.published_at is not null""";

    private static final String SERIES = """
            select s.id, '/agenda/cycles/' || s.slug, 'SERIES', s.title_fr, s.title_en, s.text_fr, s.text_en,
                   '{}'::text[], '{}'::text[], null, s.begins_on, '-infinity'::date, s.fictional
            from series s where s.id = any (:refs)
                and exists (select from gathering g where g.series_id = s.id and g.standing in ('PUBLISHED', 'CANCELLED'))""";

    private static final String PANEL = """
            select p.id, '/panels/' || p.slug, 'PANEL', p.title_fr, p.title_en, concat_ws(' ', p.summary_fr, p.text_fr),
                   concat_ws(' ', p.summary_en, p.text_en), '{}'::text[], '{}'::text[], split_part(p.about, '/', 3),
                   (s.taken_at at time zone :zone)::date, (s.taken_at at time zone :zone)::date, p.fictional
            from panel p join panel_step s on s.panel_id = p.id and s.step = 'OPENED' where p.id = any (:refs)""";

    private static final String CALL = """
            select c.id, '/accelerateur/appels/' || c.slug, 'CALL', c.title_fr, c.title_en, concat_ws(' ', c.summary_fr, c.rules_fr),
                   concat_ws(' ', c.summary_en, c.rules_en), c.themes, '{}'::text[], split_part(c.about, '/', 3),
                   (c.opens_at at time zone c.zone)::date, (s.taken_at at time zone c.zone)::date, c.fictional
            from call c join call_step s on s.call_id = c.id and s.step = 'PUBLISHED' where c.id = any (:refs)""";

    private static final String COHORT = """
            with co as (
                select co.*, (s.taken_at at time zone :zone)::date as shown_on from cohort co
                join cohort_step s on s.cohort_id = co.id and s.step = 'OPENED' where co.id = any (:refs))
            select id, '/accelerateur/promotions/' || slug, 'COHORT', title_fr, title_en, summary_fr, summary_en,
                   '{}'::text[], '{}'::text[], null, starts_on, shown_on, fictional
            from co
            union all
            select co.id, '/accelerateur/initiatives/' || i.slug, 'INITIATIVE', i.title_fr, i.title_en,
                   concat_ws(' ', i.summary_fr, i.text_fr, i.bearer, i.territory), concat_ws(' ', i.summary_en, i.text_en),
                   case when i.theme is null then '{}' else array[i.theme] end,
                   coalesce((select array_remove(array[t.code, p.code, pp.code], null) from territory t
                             left join territory p on p.id = t.parent_id left join territory pp on pp.id = p.parent_id
                             where t.name = i.territory order by t.population desc nulls last limit 1), '{}'),
                   null, (s.taken_at at time zone :zone)::date, greatest(co.shown_on, (s.taken_at at time zone :zone)::date), i.fictional
            from co join initiative i on i.cohort_id = co.id join application a on a.id = i.application_id
            join lateral (select * from initiative_step s where s.initiative_id = i.id and s.step in ('PUBLISHED', 'HIDDEN')
                          order by s.id desc limit 1) s on s.step = 'PUBLISHED'
            where coalesce((select s.step = 'CONSENTED' from initiative_step s where s.initiative_id = i.id
                            and s.step in ('CONSENTED', 'RETRACTED') order by s.id desc limit 1), a.consents)""";

    private static final String INDICATOR = """
            with i as (
                select i.*, (i.published_at at time zone :zone)::date as shown_on from indicator i
                where i.id = any (:refs) and i.published_at is not null)
            select id, '/barometre/indicateurs/' || code, 'INDICATOR', name_fr, name_en, concat_ws(' ', topic_fr, definition_fr, method_fr),
                   concat_ws(' ', topic_en, definition_en, method_en), '{}'::text[], '{}'::text[],
                   (select split_part(t.about, '/', 3) from indicator_tie t where t.indicator_id = i.id limit 1),
                   shown_on, shown_on, fictional
            from i
            union all
            select i.id, '/barometre/questions/' || q.id, 'QUESTION', i.name_fr, i.name_en, concat_ws(' ', q.text, q.answer_fr), q.answer_en,
                   '{}', array_remove(array[t.code, p.code, pp.code, ppp.code], null), null, (q.asked_at at time zone :zone)::date,
                   greatest(i.shown_on, (q.asked_at at time zone :zone)::date), q.fictional
            from i join figure_question q on q.indicator_id = i.id and q.hidden_at is null join territory t on t.id = q.territory_id
            left join territory p on p.id = t.parent_id left join territory pp on pp.id = p.parent_id
            left join territory ppp on ppp.id = pp.parent_id""";

    private static final String ORGANISATION = """
            select o.id, '/organisations/' || o.slug, 'ORGANISATION', concat_ws(' – ', o.acronym, o.name_fr),
                   case when o.name_en is not null then concat_ws(' – ', o.acronym, o.name_en) end, coalesce(o.about_fr, ''), o.about_en,
                   '{}'::text[], '{}'::text[], null, null::date, '-infinity'::date, o.fictional
            from organisation o where o.id = any (:refs)""";

    private static final String TERRITORY = """
            select t.id::bigint, '/barometre/territoires/' || t.code, 'TERRITORY', t.name, null, coalesce(p.name, ''), null,
                   '{}'::text[], array_remove(array[t.code, p.code, pp.code, ppp.code], null), null, null::date, '-infinity'::date, false
            from territory t left join territory p on p.id = t.parent_id left join territory pp on pp.id = p.parent_id
            left join territory ppp on ppp.id = pp.parent_id
            where t.id = any (:refs)""";

    static final List<Source> ALL = List.of(
            of("plan", "action_plan", PLAN),
            of("commitment", "commitment", COMMITMENT),
            of("consultation", "consultation", CONSULTATION),
            of("gathering", "gathering", GATHERING),
            of("series", "series", SERIES),
            of("panel", "panel", PANEL),
            of("call", "call", CALL),
            of("cohort", "cohort", COHORT),
            of("indicator", "indicator", INDICATOR),
            of("organisation", "organisation", ORGANISATION),
            of("territory", "territory", TERRITORY));

    private Sources() {}

    private static Source of(String name, String table, String entries) {
        return new Source(name, "select id from " + table, entries, "");
    }
}
