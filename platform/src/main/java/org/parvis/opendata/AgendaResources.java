package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.MOMENT;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gatherings that were published, and what came of them. Who takes part is in none of it; nor where those with a place join online. */
@Component
@Order(4)
class AgendaResources implements ResourceList {
    @Override
    public List<Resource> resources() {
        return List.of(gatherings(), outcomes(), projects());
    }

    private static Resource gatherings() {
        return Resource.declare("gatherings", "Rencontres", "Events")
                .about(
                        "Les ateliers, forums, hackathons et autres rencontres : où, quand, à l’initiative de qui.",
                        "Workshops, forums, hackathons and other events: where, when, on whose initiative.")
                .from("""
                        select g.id, '/agenda/' || g.slug as url, g.slug, g.kind, g.mode, g.standing, g.initiative, s.slug as series, g.title_fr, g.title_en,
                               g.summary_fr, g.summary_en, g.text_fr, g.text_en, g.starts_at, g.ends_at, g.zone, g.place, g.access, g.accessibility,
                               g.languages, g.colleges, g.themes, g.about, g.consultation,
                               array(select o.slug from gathering_organiser x join organisation o on o.id = x.organisation_id
                                     where x.gathering_id = g.id order by x.position) as organisers,
                               g.reported_at, t.changed_at, g.fictional
                        from gathering g left join series s on s.id = g.series_id
                        join lateral (select greatest(max(p.taken_at), g.reported_at) as changed_at from gathering_step p where p.gathering_id = g.id
                                      and p.step in ('PUBLISHED', 'POSTPONED', 'CANCELLED', 'REPORTED')) t on t.changed_at is not null
                        where g.standing in ('PUBLISHED', 'CANCELLED')""", "gathering", "gathering_step", "gathering_organiser", "series", "organisation")
                .key("slug")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/agenda")
                .feed("agenda", "title", "summary")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .code("kind", "Genre", "Kind", "WORKSHOP", "FORUM", "HACKATHON", "TALK", "MEETING", "OTHER")
                .filter()
                .code(
                        "mode",
                        "Sur place, à distance ou les deux",
                        "In person, online or both",
                        "IN_PERSON",
                        "ONLINE",
                        "HYBRID")
                .filter()
                .code("standing", "Publiée ou annulée", "Published or cancelled", "PUBLISHED", "CANCELLED")
                .filter()
                .code("initiative", "À l’initiative de qui", "On whose initiative", "ADMINISTRATION", "SOCIETY")
                .filter()
                .text("series", "Le cycle dont elle est", "The series it belongs to")
                .maybe()
                .filter()
                .bilingual("title", "Titre", "Title")
                .bilingual("summary", "Résumé", "Summary")
                .bilingual("text", "Présentation", "Presentation")
                .moment("starts_at", "Début", "Start")
                .moment("ends_at", "Fin", "End")
                .text("zone", "Fuseau horaire", "Time zone")
                .text("place", "Lieu", "Place")
                .maybe()
                .text("access", "Comment y venir", "How to get there")
                .maybe()
                .text("accessibility", "Accessibilité", "Accessibility")
                .maybe()
                .names("languages", "Langues", "Languages")
                .codes(
                        "colleges",
                        "À qui elle est réservée ; tous, où rien n’est dit",
                        "Whom it is reserved for; everyone where none is named",
                        GroundResources.COLLEGES)
                .codes("themes", "Thèmes", "Themes", GroundResources.THEMES)
                .filter()
                .address("about", "Le plan ou l’engagement dont il s’agit", "The plan or priority it is about")
                .maybe()
                .address("consultation", "La consultation où elle s’inscrit", "The consultation it is part of")
                .maybe()
                .names("organisers", "Les organisations qui l’organisent", "The organisations that organise it")
                .moment("reported_at", "Compte rendu publié le", "Reported at")
                .maybe()
                .moment("changed_at", "Dernier changement", "Last change")
                .fictional()
                .done();
    }

    private static Resource outcomes() {
        return Resource.declare("outcomes", "Suites des rencontres", "Outcomes of events")
                .about(
                        "Comptes rendus, décisions, documents et contributions venus des rencontres.",
                        "Minutes, decisions, documents and contributions that came of events.")
                .from("""
                        select o.id, '/agenda/' || g.slug || '/suites/' || o.number as url, g.slug as gathering, o.number, w.number as workshop, o.kind,
                               o.title_fr, o.title_en, o.text_fr, o.text_en, o.url as link, o.contribution, o.published_at, o.fictional
                        from outcome o join gathering g on g.id = o.gathering_id left join workshop w on w.id = o.workshop_id
                        where o.published_at <= :now and g.standing in ('PUBLISHED', 'CANCELLED')""", "outcome", "gathering", "workshop")
                .key("gathering", "number")
                .changed("published_at", MOMENT)
                .pages()
                .listed("/agenda")
                .address("url", "Sa page", "Its page")
                .text("gathering", "La rencontre", "The event")
                .filter()
                .integer("number", "Son numéro", "Its number")
                .integer("workshop", "Le numéro de l’atelier", "The workshop’s number")
                .maybe()
                .code("kind", "Nature", "Kind", "MINUTES", "DECISION", "DOCUMENT", "CONTRIBUTION")
                .filter()
                .bilingual("title", "Titre", "Title")
                .bilingual("text", "Texte", "Text")
                .address("link", "Là où le document se trouve", "Where the document is")
                .maybe()
                .address("contribution", "La contribution qu’elle est devenue", "The contribution it became")
                .maybe()
                .moment("published_at", "Publiée le", "Published at")
                .fictional()
                .done();
    }

    private static Resource projects() {
        return Resource.declare("projects", "Projets des hackathons", "Hackathon projects")
                .about("Ce que des équipes ont fait ensemble.", "What teams made together.")
                .from("""
                        select t.id, '/agenda/' || g.slug || '/equipes/' || t.number as url, g.slug as gathering, t.number, c.number as challenge, t.name as team,
                               t.title, t.text, t.repository, t.demonstration, t.licence, t.distinction_fr, t.distinction_en, t.published_at, t.fictional
                        from team t join gathering g on g.id = t.gathering_id left join challenge c on c.id = t.challenge_id
                        where t.published_at <= :now and g.standing in ('PUBLISHED', 'CANCELLED')""", "team", "gathering", "challenge")
                .key("gathering", "number")
                .changed("published_at", MOMENT)
                .pages()
                .listed("/agenda")
                .address("url", "Sa page", "Its page")
                .text("gathering", "La rencontre", "The event")
                .filter()
                .integer("number", "Son numéro", "Its number")
                .integer("challenge", "Le numéro du défi", "The challenge’s number")
                .maybe()
                .text("team", "Nom de l’équipe", "The team’s name")
                .text("title", "Titre", "Title")
                .maybe()
                .text("text", "Présentation", "Presentation")
                .maybe()
                .address("repository", "Le code", "The code")
                .maybe()
                .address("demonstration", "La démonstration", "The demonstration")
                .maybe()
                .text("licence", "Licence", "Licence")
                .maybe()
                .text("distinction_fr", "Ce qu’en dit le jury, en français", "What the jury said, in French")
                .maybe()
                .text("distinction_en", "Ce qu’en dit le jury, en anglais", "What the jury said, in English")
                .maybe()
                .moment("published_at", "Publié le", "Published at")
                .fictional()
                .done();
    }
}
