package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.MOMENT;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Consultations, what people proposed, what was answered. Authors are never named. */
@Component
@Order(3)
class ParticipationResources implements ResourceList {
    private static final String[] OUTCOMES = {"ADOPTED", "PARTLY_ADOPTED", "MERGED", "NOT_ADOPTED", "OUT_OF_SCOPE"};

    @Override
    public List<Resource> resources() {
        return List.of(consultations(), contributions(), responses());
    }

    private static Resource consultations() {
        return Resource.declare("consultations", "Consultations", "Consultations")
                .about(
                        "Les consultations annoncées, leurs dates, ce qu’elles demandent, ce qui en est conclu.",
                        "The consultations that were announced: their dates, what they ask, what was concluded.")
                .from("""
                        select c.id, '/consultations/' || c.slug as url, c.slug, c.title_fr, c.title_en, c.question_fr, c.question_en, c.text_fr,
                               c.text_en, c.about, c.opens_on, c.closes_on, c.answers_due_on, c.zone, c.colleges, c.proposals, c.accountless,
                               c.screened, s.announced_at, s.answered_at, s.closed_at, s.conclusion_fr, s.conclusion_en,
                               greatest(s.announced_at, s.answered_at, s.closed_at, (select max(h.changed_at) from consultation_change h
                                                                                     where h.consultation_id = c.id)) as changed_at,
                               c.fictional
                        from consultation c join lateral (
                            select min(t.taken_at) filter (where t.step = 'ANNOUNCED') as announced_at,
                                   min(t.taken_at) filter (where t.step = 'ANSWERED') as answered_at,
                                   min(t.taken_at) filter (where t.step = 'CLOSED') as closed_at,
                                   min(t.conclusion_fr) filter (where t.step = 'ANSWERED') as conclusion_fr,
                                   min(t.conclusion_en) filter (where t.step = 'ANSWERED') as conclusion_en
                            from consultation_step t where t.consultation_id = c.id and t.taken_at <= :now) s on s.announced_at is not null""", "consultation", "consultation_step", "consultation_change")
                .key("slug")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/consultations")
                .feed("consultations", "title", "question")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .bilingual("title", "Titre", "Title")
                .bilingual("question", "Ce qu’elle demande", "What it asks")
                .bilingual("text", "Présentation", "Presentation")
                .address(
                        "about",
                        "Le plan, l’engagement ou l’ambition dont il s’agit",
                        "The plan, priority or ambition it is about")
                .maybe()
                .day("opens_on", "Premier jour", "First day")
                .day("closes_on", "Dernier jour", "Last day")
                .day("answers_due_on", "Jour promis pour les réponses", "The day by which responses are promised")
                .text("zone", "Fuseau horaire", "Time zone")
                .codes(
                        "colleges",
                        "Qui peut contribuer ; tous, où rien n’est dit",
                        "Who may contribute; everyone where none is named",
                        GroundResources.COLLEGES)
                .yes("proposals", "On y propose librement", "People propose freely")
                .yes(
                        "accountless",
                        "On répond à ses questions sans compte",
                        "Its questions are answered without an account")
                .yes(
                        "screened",
                        "Une contribution est lue avant de paraître",
                        "A contribution is read before it is shown")
                .moment("announced_at", "Annoncée le", "Announced at")
                .moment("answered_at", "Conclue le", "Concluded at")
                .maybe()
                .moment("closed_at", "Refermée le", "Closed for good at")
                .maybe()
                .text(
                        "conclusion_fr",
                        "Ce que l’administration en retient, en français",
                        "What the administration keeps from it, in French")
                .maybe()
                .text(
                        "conclusion_en",
                        "Ce que l’administration en retient, en anglais",
                        "What the administration keeps from it, in English")
                .maybe()
                .moment("changed_at", "Dernier changement de dates ou d’étape", "The last change of dates or step")
                .fictional()
                .done();
    }

    private static Resource contributions() {
        return Resource.declare("contributions", "Contributions", "Contributions")
                .about(
                        "Tout ce que des personnes et des organisations ont proposé en public, sans le nom des personnes. Ce qui est retiré ou masqué en sort.",
                        "All that people and organisations proposed in public, without people’s names. What is withdrawn or hidden leaves.")
                .from("""
                        select c.id, '/contributions/' || c.id as url, n.slug as consultation, c.title, c.text, c.language, c.theme, c.place, c.paragraph,
                               o.slug as organisation, c.author_kind, c.source, c.published_at,
                               c.supports + (select count(*) from support s where s.contribution_id = c.id and not s.counted) as supports,
                               c.comments, c.outcome, c.response_id as response, c.answered_at,
                               greatest(c.published_at, c.edited_at, c.answered_at) as changed_at, c.fictional
                        from contribution c join consultation n on n.id = c.consultation_id
                        left join organisation o on o.id = c.organisation_id
                        where c.standing = 'PUBLIC'""", "contribution", "support", "consultation", "organisation")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/consultations")
                .address("url", "Sa page", "Its page")
                .integer("id", "Son numéro", "Its number")
                .text("consultation", "La consultation", "The consultation")
                .filter()
                .text("title", "Titre", "Title")
                .text("text", "Texte", "Text")
                .text("language", "Sa langue", "Its language")
                .filter()
                .code("theme", "Thème", "Theme", GroundResources.THEMES)
                .maybe()
                .filter()
                .text("place", "Où, dans les mots de l’auteur", "Where, in the author’s words")
                .maybe()
                .integer("paragraph", "Le paragraphe commenté", "The paragraph it is about")
                .maybe()
                .text("organisation", "L’organisation qui propose", "The organisation that proposes")
                .maybe()
                .filter()
                .text(
                        "author_kind",
                        "Ce qu’un fichier importé dit de son auteur",
                        "What an imported file says of its author")
                .maybe()
                .text(
                        "source",
                        "Comment elle s’appelle là d’où elle a été importée",
                        "What it is called where it was imported from")
                .maybe()
                .moment("published_at", "Publiée le", "Published at")
                .integer("supports", "Soutiens", "Supports")
                .integer("comments", "Commentaires", "Comments")
                .code("outcome", "Ce qu’elle est devenue", "What became of it", OUTCOMES)
                .maybe()
                .filter()
                .integer("response", "Le numéro de la réponse motivée", "The number of its reasoned response")
                .maybe()
                .filter()
                .moment("answered_at", "Répondue le", "Answered at")
                .maybe()
                .moment(
                        "changed_at",
                        "Dernier changement de ses mots ou de sa réponse",
                        "The last change of its words or response")
                .fictional()
                .done();
    }

    private static Resource responses() {
        return Resource.declare("responses", "Réponses motivées", "Reasoned responses")
                .about(
                        "Ce que les administrations répondent aux contributions, et pourquoi.",
                        "What administrations answer to contributions, and why.")
                .from("""
                        select r.id, '/reponses/' || r.id as url, n.slug as consultation, o.slug as organisation, r.outcome, r.reason_fr, r.reason_en,
                               r.merged_into, (select count(*) from response_contribution x where x.response_id = r.id) as contributions,
                               r.answered_at, n.title_fr || ' · ' || o.name_fr as title_fr, coalesce(n.title_en, n.title_fr) || ' · '
                               || coalesce(o.name_en, o.name_fr) as title_en, r.fictional
                        from response r join consultation n on n.id = r.consultation_id join organisation o on o.id = r.organisation_id
                        where r.answered_at <= :now""", "response", "response_contribution", "consultation", "organisation")
                .changed("answered_at", MOMENT)
                .pages()
                .listed("/consultations")
                .feed("reponses", "title", "reason")
                .address("url", "Sa page", "Its page")
                .integer("id", "Son numéro", "Its number")
                .text("consultation", "La consultation", "The consultation")
                .filter()
                .text("organisation", "Qui répond", "Who answers")
                .filter()
                .code("outcome", "Ce que deviennent les contributions", "What becomes of the contributions", OUTCOMES)
                .filter()
                .bilingual("reason", "Raison", "Reason")
                .integer(
                        "merged_into", "La contribution où elles sont réunies", "The contribution they are merged into")
                .maybe()
                .integer("contributions", "À combien elle répond", "How many it answers")
                .moment("answered_at", "Quand", "When")
                .fictional()
                .done();
    }
}
