package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.DAY;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Action plans and their life. A plan is public from the day it opens to comments. */
@Component
@Order(2)
class PlanResources implements ResourceList {
    private static final String PUBLIC =
            "exists (select from plan_step s where s.plan_id = p.id and s.step <> 'DRAFT' and s.taken_on <= :day)";
    private static final String[] COMPLETION = {"NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"};

    @Override
    public List<Resource> resources() {
        return List.of(
                plans(),
                engagements(),
                ambitions(),
                commitments(),
                milestones(),
                reports(),
                evidence(),
                assessments(),
                changes());
    }

    private static Resource plans() {
        return Resource.declare("plans", "Plans d’action", "Action plans")
                .about(
                        "Les plans d’action pour un gouvernement ouvert, avec leur période et l’étape où ils en sont.",
                        "Open-government action plans, with their period and the stage they have reached.")
                .from("""
                        select p.id, '/plans/' || p.slug as url, p.slug, p.number, p.title_fr, p.title_en, p.summary_fr, p.summary_en, p.starts_on,
                               p.ends_on, o.slug as coordinator, b.slug as predecessor, st.step as stage, st.taken_on as stage_on
                        from action_plan p
                        left join organisation o on o.id = p.coordinator_id
                        left join action_plan b on b.id = p.predecessor_id
                        join lateral (select s.step, s.taken_on from plan_step s where s.plan_id = p.id and s.taken_on <= :day
                                      order by plan_stage_rank(s.step) desc limit 1) st on st.step <> 'DRAFT'""", "action_plan", "plan_step", "organisation")
                .key("slug")
                .changed("stage_on", DAY)
                .pages()
                .listed("/plans")
                .address("url", "La page du plan", "The plan’s page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .integer("number", "Son rang parmi les plans du pays", "Its rank among the country’s plans")
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .day("starts_on", "Premier jour", "First day")
                .day("ends_on", "Dernier jour", "Last day")
                .text("coordinator", "L’organisation qui le coordonne", "The organisation that coordinates it")
                .maybe()
                .text("predecessor", "Le plan qu’il continue", "The plan that it continues")
                .maybe()
                .code(
                        "stage",
                        "L’étape où il en est",
                        "The stage it has reached",
                        "OPEN_TO_COMMENT",
                        "ADOPTED",
                        "IN_PROGRESS",
                        "CLOSED")
                .filter()
                .day("stage_on", "Depuis quand", "Since when")
                .done();
    }

    private static Resource engagements() {
        return Resource.declare("engagements", "Engagements", "Priorities")
                .about("Les grands engagements de chaque plan.", "The headline pledges of each plan.")
                .from("""
                        select e.id, '/plans/' || p.slug || '/engagements/' || e.number as url, p.slug as plan, e.number, e.scope, e.title_fr,
                               e.title_en, e.summary_fr, e.summary_en
                        from engagement e join action_plan p on p.id = e.plan_id where\s""" + PUBLIC, "engagement", "action_plan", "plan_step")
                .key("plan", "number")
                .pages()
                .listed("/plans")
                .address("url", "La page de l’engagement", "The priority’s page")
                .text("plan", "Le plan dont il est", "The plan it belongs to")
                .filter()
                .integer("number", "Son numéro dans le plan", "Its number in the plan")
                .code("scope", "Portée", "Scope", "TRANSVERSAL", "THEMATIC")
                .bilingual("title", "Titre", "Title")
                .text("summary_fr", "Résumé, en français", "Summary, in French")
                .maybe()
                .text("summary_en", "Résumé, en anglais", "Summary, in English")
                .maybe()
                .done();
    }

    private static Resource ambitions() {
        return Resource.declare("ambitions", "Ambitions", "Ambitions")
                .about("Ce que vise chaque engagement.", "What each priority aims for.")
                .from("""
                        select a.id, '/plans/' || p.slug || '/engagements/' || e.number || '#ambition-' || a.number as url, p.slug as plan,
                               e.number as engagement, a.number, a.title_fr, a.title_en, a.summary_fr, a.summary_en
                        from ambition a join engagement e on e.id = a.engagement_id join action_plan p on p.id = e.plan_id
                        where\s""" + PUBLIC, "ambition", "engagement", "action_plan", "plan_step")
                .key("plan", "engagement", "number")
                .listed("/plans")
                .address("url", "Là où elle se lit", "Where it can be read")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("engagement", "Le numéro de son engagement", "Its priority’s number")
                .filter()
                .integer("number", "Son numéro dans l’engagement", "Its number in the priority")
                .bilingual("title", "Titre", "Title")
                .text("summary_fr", "Résumé, en français", "Summary, in French")
                .maybe()
                .text("summary_en", "Résumé, en anglais", "Summary, in English")
                .maybe()
                .done();
    }

    private static Resource commitments() {
        return Resource.declare("commitments", "Actions", "Commitments")
                .about(
                        "Les actions des plans : qui les porte, jusqu’à quand, où elles en sont aujourd’hui.",
                        "The commitments of the plans: who holds them, until when, and where they stand today.")
                .from(
                        """
                        select c.id, '/plans/' || p.slug || '/actions/' || c.number as url, p.slug as plan, c.number, e.number as engagement,
                               a.number as ambition, c.title_fr, c.title_en, c.summary_fr, c.summary_en, o.slug as lead,
                               array(select x.slug from commitment_partner cp join organisation x on x.id = cp.organisation_id
                                     where cp.commitment_id = c.id order by x.slug) as partners,
                               c.starts_on, c.ends_on, c.themes, s.completion, s.reported as last_reported, s.reported_on as last_reported_on,
                               s.late_since, s.milestones, s.done as milestones_done,
                               greatest(s.reported_on, (select max(m.amended_on) from commitment_amendment m where m.commitment_id = c.id),
                                        (select max(m.last_revised_on) from milestone m where m.commitment_id = c.id),
                                        (select min(t.taken_on) from plan_step t where t.plan_id = p.id and t.step <> 'DRAFT')) as changed_on,
                               c.fictional
                        from commitment c join action_plan p on p.id = c.plan_id join ambition a on a.id = c.ambition_id
                        join engagement e on e.id = a.engagement_id join organisation o on o.id = c.lead_id
                        cross join lateral commitment_state(c.id, c.ends_on, :day) s
                        where\s""" + PUBLIC,
                        "commitment",
                        "commitment_partner",
                        "commitment_amendment",
                        "milestone",
                        "progress_report",
                        "ambition",
                        "engagement",
                        "action_plan",
                        "plan_step",
                        "organisation")
                .key("plan", "number")
                .changed("changed_on", DAY)
                .pages()
                .listed("/plans")
                .address("url", "La page de l’action", "The commitment’s page")
                .text("plan", "Le plan dont elle est", "The plan it belongs to")
                .filter()
                .integer("number", "Son numéro dans le plan", "Its number in the plan")
                .integer("engagement", "Le numéro de son engagement", "Its priority’s number")
                .filter()
                .integer(
                        "ambition",
                        "Le numéro de son ambition dans l’engagement",
                        "Its ambition’s number in the priority")
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .text("lead", "L’organisation qui la porte", "The organisation that holds it")
                .filter()
                .names("partners", "Les organisations qui y prennent part", "The organisations that take part in it")
                .day("starts_on", "Premier jour", "First day")
                .day("ends_on", "Dernier jour", "Last day")
                .codes("themes", "Thèmes", "Themes", GroundResources.THEMES)
                .filter()
                .code("completion", "Où elle en est aujourd’hui", "Where it stands today", COMPLETION)
                .filter()
                .code(
                        "last_reported",
                        "Ce que dit le dernier point d’avancement",
                        "What the last report says",
                        COMPLETION)
                .maybe()
                .day("last_reported_on", "De quand il date", "When it dates from")
                .maybe()
                .day("late_since", "Depuis quand elle est en retard", "Since when it is late")
                .maybe()
                .integer("milestones", "Combien elle a de jalons", "How many milestones it has")
                .integer("milestones_done", "Combien sont atteints", "How many are done")
                .day("changed_on", "Dernier jour où elle a changé", "The last day on which it changed")
                .fictional()
                .done();
    }

    private static Resource milestones() {
        return Resource.declare("milestones", "Jalons", "Milestones")
                .about(
                        "Ce que chaque action doit produire, pour quand : la première date, et celle d’aujourd’hui.",
                        "What each commitment is to produce, by when: the first date, and today’s.")
                .from(
                        """
                        select m.id, '/plans/' || p.slug || '/actions/' || c.number as url, p.slug as plan, c.number as commitment, m.position,
                               m.output_fr, m.output_en, o.slug as lead, m.starts_on,
                               coalesce((select r.from_due from milestone_revision r where r.milestone_id = m.id order by r.revised_on, r.id limit 1),
                                        m.due_on) as first_due_on,
                               m.due_on, m.last_revised_on, m.done_on, m.fictional
                        from milestone m join commitment c on c.id = m.commitment_id join action_plan p on p.id = c.plan_id
                        left join organisation o on o.id = m.lead_id
                        where\s""" + PUBLIC,
                        "milestone",
                        "milestone_revision",
                        "commitment",
                        "action_plan",
                        "plan_step",
                        "organisation")
                .key("plan", "commitment", "position")
                .listed("/plans")
                .address("url", "La page de son action", "Its commitment’s page")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("commitment", "Le numéro de son action", "Its commitment’s number")
                .filter()
                .integer("position", "Son rang dans l’action", "Its rank in the commitment")
                .bilingual("output", "Ce qui est attendu", "What is expected")
                .text("lead", "L’organisation qui le porte", "The organisation that holds it")
                .maybe()
                .filter()
                .day("starts_on", "Début des travaux", "When work begins")
                .maybe()
                .day("first_due_on", "Échéance annoncée d’abord", "The date that was promised first")
                .maybe()
                .day("due_on", "Échéance d’aujourd’hui", "Today’s due date")
                .maybe()
                .day("last_revised_on", "Quand l’échéance a changé", "When the date was revised")
                .maybe()
                .day("done_on", "Jour où il a été atteint", "The day it was done")
                .maybe()
                .fictional()
                .done();
    }

    private static Resource reports() {
        return Resource.declare("reports", "Points d’avancement", "Progress reports")
                .about(
                        "Ce que chaque porteur déclare de son action, daté, avec ce qui la freine.",
                        "What each lead states of its commitment, dated, with what holds it back.")
                .from(
                        """
                        select r.id, '/plans/' || p.slug || '/actions/' || c.number || '/avancement#point-' || r.id as url, p.slug as plan,
                               c.number as commitment, o.slug as lead, r.reported_on, r.completion, r.text_fr, r.text_en,
                               array(select b.kind from report_blocker b where b.report_id = r.id order by b.kind) as blockers, r.fictional
                        from progress_report r join commitment c on c.id = r.commitment_id join action_plan p on p.id = c.plan_id
                        join organisation o on o.id = c.lead_id
                        where r.reported_on <= :day and\s""" + PUBLIC,
                        "progress_report",
                        "report_blocker",
                        "commitment",
                        "action_plan",
                        "plan_step",
                        "organisation")
                .changed("reported_on", DAY)
                .listed("/plans")
                .address("url", "Là où il se lit", "Where it can be read")
                .integer("id", "Son numéro", "Its number")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("commitment", "Le numéro de l’action", "The commitment’s number")
                .filter()
                .text("lead", "L’organisation qui porte l’action", "The organisation that holds the commitment")
                .filter()
                .day("reported_on", "Son jour", "Its day")
                .code("completion", "L’avancement déclaré", "The completion that is stated", COMPLETION)
                .filter()
                .bilingual("text", "Ce qui a été fait", "What was done")
                .codes(
                        "blockers",
                        "Ce qui freine",
                        "What holds it back",
                        "FUNDING",
                        "RESOURCES",
                        "PRIORITIES",
                        "APPROVALS",
                        "DEPENDENCY",
                        "OTHER")
                .fictional()
                .done();
    }

    private static Resource evidence() {
        return Resource.declare("evidence", "Preuves", "Evidence")
                .about("Ce qui prouve les points d’avancement.", "What proves the progress reports.")
                .from("""
                        select v.id, '/plans/' || p.slug || '/actions/' || c.number || '/preuves#preuve-' || v.id as url, p.slug as plan,
                               c.number as commitment, r.id as report, r.reported_on, v.kind, v.title_fr, v.title_en, v.url as link, v.dated_on,
                               r.fictional
                        from evidence v join progress_report r on r.id = v.report_id join commitment c on c.id = r.commitment_id
                        join action_plan p on p.id = c.plan_id
                        where r.reported_on <= :day and\s""" + PUBLIC, "evidence", "progress_report", "commitment", "action_plan", "plan_step")
                .changed("reported_on", DAY)
                .listed("/plans")
                .address("url", "Là où elle se lit", "Where it can be read")
                .integer("id", "Son numéro", "Its number")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("commitment", "Le numéro de l’action", "The commitment’s number")
                .filter()
                .integer("report", "Le numéro du point d’avancement", "The report’s number")
                .filter()
                .day("reported_on", "Jour du point d’avancement", "The report’s day")
                .code("kind", "Nature", "Kind", "DOCUMENT", "LINK", "READING")
                .bilingual("title", "Titre", "Title")
                .address("link", "Le document ou la page", "The document or page")
                .maybe()
                .day("dated_on", "Sa date", "Its date")
                .maybe()
                .fictional()
                .done();
    }

    private static Resource assessments() {
        return Resource.declare("assessments", "Évaluations indépendantes", "Independent assessments")
                .about(
                        "Ce que des observateurs indépendants jugent de chaque action, version après version.",
                        "What independent observers judge of each commitment, version after version.")
                .from(
                        """
                        select s.id, '/plans/' || p.slug || '/actions/' || c.number || '/evaluations' as url, p.slug as plan,
                               c.number as commitment, o.slug as organisation, s.version, s.assessed_on, s.method, s.completion, s.verifiability,
                               s.lens, s.potential, s.early_results, s.text_fr, s.text_en, s.reason, s.fictional
                        from assessment s join organisation o on o.id = s.organisation_id join commitment c on c.id = s.commitment_id
                        join action_plan p on p.id = c.plan_id
                        where s.assessed_on <= :day and\s""" + PUBLIC.replace("plan_step s", "plan_step t").replace("s.", "t."),
                        "assessment",
                        "commitment",
                        "action_plan",
                        "plan_step",
                        "organisation")
                .changed("assessed_on", DAY)
                .listed("/plans")
                .address("url", "Là où elle se lit", "Where it can be read")
                .integer("id", "Son numéro", "Its number")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("commitment", "Le numéro de l’action", "The commitment’s number")
                .filter()
                .text("organisation", "Qui évalue", "Who assesses")
                .filter()
                .integer("version", "Version", "Version")
                .day("assessed_on", "Son jour", "Its day")
                .text("method", "Les échelles suivies", "The scales it follows")
                .code("completion", "L’avancement jugé", "The completion as judged", COMPLETION)
                .code("verifiability", "Vérifiable ou non", "Verifiable or not", "VERIFIABLE", "NOT_VERIFIABLE")
                .codes(
                        "lens",
                        "Valeurs du gouvernement ouvert",
                        "Open-government values",
                        "TRANSPARENCY",
                        "PARTICIPATION",
                        "ACCOUNTABILITY")
                .code("potential", "Potentiel", "Potential for results")
                .maybe()
                .code("early_results", "Premiers résultats", "Early results")
                .maybe()
                .bilingual("text", "Ce qui est dit", "What is said")
                .text("reason", "Pourquoi cette version", "Why there is this version")
                .maybe()
                .fictional()
                .done();
    }

    private static Resource changes() {
        return Resource.declare("changes", "Changements des plans", "Changes to the plans")
                .about(
                        "Ce qui change dans les plans : étapes, points d’avancement, échéances revues, amendements.",
                        "What changes in the plans: stages, progress reports, revised dates, amendments.")
                .from(
                        """
                        select lower(replace(x.kind, '_', '-')) || '-' || x.number as id, '/plans/' || p.slug || x.path as url, p.slug as plan, x.commitment, x.kind, x.changed_on,
                               x.title_fr, x.title_en, x.text_fr, x.text_en, x.fictional
                        from (
                            select 'STAGE' as kind, s.plan_id * 10 + plan_stage_rank(s.step) as number, s.plan_id, '' as path, null::int as commitment,
                                   s.taken_on as changed_on, p.title_fr, p.title_en, s.note_fr as text_fr, s.note_en as text_en, s.fictional
                            from plan_step s join action_plan p on p.id = s.plan_id where s.step <> 'DRAFT'
                            union all
                            select 'REPORT', r.id, c.plan_id, '/actions/' || c.number || '/avancement#point-' || r.id, c.number, r.reported_on, c.title_fr,
                                   c.title_en, r.text_fr, r.text_en, r.fictional
                            from progress_report r join commitment c on c.id = r.commitment_id
                            union all
                            select 'DUE_DATE', v.id, c.plan_id, '/actions/' || c.number, c.number, v.revised_on, m.output_fr, m.output_en, v.reason_fr,
                                   v.reason_en, m.fictional
                            from milestone_revision v join milestone m on m.id = v.milestone_id join commitment c on c.id = m.commitment_id
                            union all
                            select 'AMENDMENT', a.id, c.plan_id, '/actions/' || c.number || '#amendments', c.number, a.amended_on, c.title_fr, c.title_en,
                                   a.reason_fr, a.reason_en, a.fictional
                            from commitment_amendment a join commitment c on c.id = a.commitment_id) x
                        join action_plan p on p.id = x.plan_id
                        where x.changed_on <= :day and\s""" + PUBLIC,
                        "plan_step",
                        "progress_report",
                        "milestone_revision",
                        "milestone",
                        "commitment_amendment",
                        "commitment",
                        "action_plan")
                .order(new Resource.Column("id", "text"))
                .changed("changed_on", DAY)
                .listed("/plans")
                .feed("plans", "title", "text")
                .address("url", "Là où il se lit", "Where it can be read")
                .text("id", "Son nom", "Its name")
                .text("plan", "Le plan", "The plan")
                .filter()
                .integer("commitment", "Le numéro de l’action", "The commitment’s number")
                .maybe()
                .filter()
                .code("kind", "Ce qui a changé", "What changed", "STAGE", "REPORT", "DUE_DATE", "AMENDMENT")
                .filter()
                .day("changed_on", "Quand", "When")
                .bilingual("title", "Ce qu’il touche", "What it is about")
                .text("text_fr", "Pourquoi, ou ce qui est dit, en français", "Why, or what is said, in French")
                .maybe()
                .text("text_en", "Pourquoi, ou ce qui est dit, en anglais", "Why, or what is said, in English")
                .maybe()
                .fictional()
                .done();
    }
}
