package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.MOMENT;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Citizens’ panels, calls and the initiatives they led to. Nobody is named: neither volunteers, nor jurors, nor whoever bears an initiative. */
@Component
@Order(5)
class AcceleratorResources implements ResourceList {
    @Override
    public List<Resource> resources() {
        return List.of(panels(), calls(), cohorts(), initiatives());
    }

    private static Resource panels() {
        return Resource.declare("panels", "Panels citoyens", "Citizens’ panels")
                .about(
                        "Les groupes tirés au sort sous quotas, et l’étape où ils en sont. Les fichiers de chaque tirage sont sur sa page.",
                        "Groups drawn by lot under quotas, and the stage they have reached. The files of each draw are on its page.")
                .from("""
                        select p.id, '/panels/' || p.slug as url, p.slug, p.title_fr, p.title_en, p.summary_fr, p.summary_en, p.text_fr, p.text_en,
                               o.slug as organisation, p.about, p.size, p.closes_on, p.zone, p.mandate_ends_on, p.one_a_household, p.source_fr, p.source_en,
                               s.opened_at, s.frozen_at, s.drawn_at, s.cancelled_at, s.changed_at, p.fictional
                        from panel p join organisation o on o.id = p.organisation_id join lateral (
                            select min(t.taken_at) filter (where t.step = 'OPENED') as opened_at,
                                   min(t.taken_at) filter (where t.step = 'FROZEN') as frozen_at,
                                   min(t.taken_at) filter (where t.step = 'DRAWN') as drawn_at,
                                   min(t.taken_at) filter (where t.step = 'CANCELLED') as cancelled_at,
                                   max(t.taken_at) as changed_at
                            from panel_step t where t.panel_id = p.id) s on s.opened_at is not null""", "panel", "panel_step", "organisation")
                .key("slug")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/panels")
                .feed("panels", "title", "summary")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .bilingual("text", "Présentation", "Presentation")
                .text("organisation", "L’organisation qui le réunit", "The organisation that convenes it")
                .filter()
                .address("about", "Ce dont il s’agit", "What it is about")
                .maybe()
                .integer("size", "Combien de membres", "How many members")
                .day("closes_on", "Dernier jour pour se porter volontaire", "The last day to volunteer")
                .text("zone", "Fuseau horaire", "Time zone")
                .day("mandate_ends_on", "Fin du mandat", "End of the mandate")
                .yes("one_a_household", "Un membre par foyer au plus", "At most one member a household")
                .bilingual(
                        "source",
                        "D’où viennent les parts de la population",
                        "Where the shares of the population come from")
                .moment("opened_at", "Ouvert le", "Opened at")
                .moment("frozen_at", "Vivier figé le", "Pool frozen at")
                .maybe()
                .moment("drawn_at", "Tiré au sort le", "Drawn at")
                .maybe()
                .moment("cancelled_at", "Abandonné le", "Given up at")
                .maybe()
                .moment("changed_at", "Dernière étape", "Last step")
                .fictional()
                .done();
    }

    private static Resource calls() {
        return Resource.declare("calls", "Appels à candidatures", "Calls")
                .about(
                        "Les appels de l’accélérateur d’initiatives citoyennes et leurs règles.",
                        "The calls of the accelerator of citizen initiatives, and their rules.")
                .from("""
                        select c.id, '/accelerateur/appels/' || c.slug as url, c.slug, c.title_fr, c.title_en, c.summary_fr, c.summary_en, c.rules_fr, c.rules_en,
                               o.slug as organisation, c.about, c.applicants, c.themes, c.zone, c.opens_at, c.closes_at, c.shortlist_on, c.announced_on,
                               c.places, c.shortlist, c.share_administration, c.panel, s.published_at, s.announced_at, s.cancelled_at, s.changed_at,
                               c.fictional
                        from call c join organisation o on o.id = c.organisation_id join lateral (
                            select min(t.taken_at) filter (where t.step = 'PUBLISHED') as published_at,
                                   min(t.taken_at) filter (where t.step = 'ANNOUNCED') as announced_at,
                                   min(t.taken_at) filter (where t.step = 'CANCELLED') as cancelled_at,
                                   max(t.taken_at) as changed_at
                            from call_step t where t.call_id = c.id) s on s.published_at is not null""", "call", "call_step", "organisation")
                .key("slug")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/accelerateur")
                .feed("appels", "title", "summary")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .bilingual("rules", "Règles", "Rules")
                .text("organisation", "L’organisation qui appelle", "The organisation that calls")
                .filter()
                .address("about", "Ce dont il s’agit", "What it is about")
                .maybe()
                .codes(
                        "applicants",
                        "Qui peut candidater",
                        "Who may apply",
                        "CITIZEN",
                        "ASSOCIATION",
                        "COMPANY",
                        "COLLECTIVE")
                .codes("themes", "Thèmes", "Themes", GroundResources.THEMES)
                .filter()
                .text("zone", "Fuseau horaire", "Time zone")
                .moment("opens_at", "Ouverture", "Opening")
                .moment("closes_at", "Clôture", "Close")
                .day("shortlist_on", "Jour de la présélection", "Day of the shortlist")
                .day("announced_on", "Jour promis pour les résultats", "The day promised for the results")
                .integer("places", "Combien seront choisies", "How many will be chosen")
                .integer("shortlist", "Combien sont présélectionnées", "How many are shortlisted")
                .integer(
                        "share_administration",
                        "Part de l’administration dans la note, en pour cent",
                        "The administration’s share of the score, in percent")
                .address("panel", "Le panel dont les membres jugent", "The panel whose members judge")
                .maybe()
                .moment("published_at", "Publié le", "Published at")
                .moment("announced_at", "Résultats annoncés le", "Results announced at")
                .maybe()
                .moment("cancelled_at", "Abandonné le", "Given up at")
                .maybe()
                .moment("changed_at", "Dernière étape", "Last step")
                .fictional()
                .done();
    }

    private static Resource cohorts() {
        return Resource.declare("cohorts", "Promotions", "Cohorts")
                .about(
                        "Ce que chaque appel a choisi, accompagné ensemble.",
                        "What each call chose, supported together.")
                .from("""
                        select co.id, '/accelerateur/promotions/' || co.slug as url, co.slug, c.slug as call, co.title_fr, co.title_en, co.summary_fr,
                               co.summary_en, co.starts_on, co.ends_on, s.opened_at, s.changed_at, co.fictional
                        from cohort co join call c on c.id = co.call_id join lateral (
                            select min(t.taken_at) filter (where t.step = 'OPENED') as opened_at, max(t.taken_at) as changed_at
                            from cohort_step t where t.cohort_id = co.id) s on s.opened_at is not null""", "cohort", "cohort_step", "call")
                .key("slug")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/accelerateur")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .text("call", "L’appel dont elle vient", "The call it came from")
                .filter()
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .day("starts_on", "Premier jour", "First day")
                .day("ends_on", "Dernier jour", "Last day")
                .moment("opened_at", "Ouverte le", "Opened at")
                .moment("changed_at", "Dernière étape", "Last step")
                .fictional()
                .done();
    }

    private static Resource initiatives() {
        return Resource.declare("initiatives", "Initiatives", "Initiatives")
                .about(
                        "Les initiatives accompagnées que ceux qui les portent veulent bien montrer.",
                        "The supported initiatives that those who bear them agree to show.")
                .from("""
                        select i.id, '/accelerateur/initiatives/' || i.slug as url, i.slug, co.slug as cohort, a.kind, i.title_fr, i.title_en, i.summary_fr,
                               i.summary_en, i.text_fr, i.text_en, i.theme, i.territory, i.site, s.taken_at as published_at,
                               (select t.taken_at from initiative_step t where t.initiative_id = i.id and t.step = 'LEFT') as left_at,
                               (select r.handed_at from initiative_report r where r.initiative_id = i.id) as reported_at, i.fictional
                        from initiative i join cohort co on co.id = i.cohort_id join application a on a.id = i.application_id
                        join lateral (select t.step, t.taken_at from initiative_step t where t.initiative_id = i.id and t.step in ('PUBLISHED', 'HIDDEN')
                                      order by t.id desc limit 1) s on s.step = 'PUBLISHED'
                        where exists (select from cohort_step t where t.cohort_id = co.id and t.step = 'OPENED')
                        and coalesce((select t.step = 'CONSENTED' from initiative_step t where t.initiative_id = i.id
                                      and t.step in ('CONSENTED', 'RETRACTED') order by t.id desc limit 1), a.consents)""", "initiative", "initiative_step", "initiative_report", "cohort", "cohort_step", "application")
                .key("slug")
                .changed("published_at", MOMENT)
                .pages()
                .listed("/accelerateur")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .text("cohort", "Sa promotion", "Its cohort")
                .filter()
                .code("kind", "Qui la porte", "Who bears it", "CITIZEN", "ASSOCIATION", "COMPANY", "COLLECTIVE")
                .maybe()
                .filter()
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .bilingual("text", "Présentation", "Presentation")
                .code("theme", "Thème", "Theme", GroundResources.THEMES)
                .maybe()
                .filter()
                .text("territory", "Où elle agit", "Where it works")
                .address("site", "Son site", "Its site")
                .maybe()
                .moment("published_at", "Montrée depuis le", "Shown since")
                .moment("left_at", "Quittée la promotion le", "Left the cohort at")
                .maybe()
                .moment("reported_at", "Bilan rendu le", "Reported at")
                .maybe()
                .fictional()
                .done();
    }
}
