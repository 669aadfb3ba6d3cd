package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.DAY;
import static org.parvis.opendata.Field.Type.MOMENT;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Published indicators, their figures, the weather, what is asked about them. A value that would show too few people is absent. */
@Component
@Order(6)
class BarometerResources implements ResourceList {
    @Override
    public List<Resource> resources() {
        return List.of(indicators(), readings(), outlooks(), questions());
    }

    private static Resource indicators() {
        return Resource.declare("indicators", "Indicateurs", "Indicators")
                .about(
                        "Ce qui est mesuré, comment, par qui, d’où viennent les chiffres.",
                        "What is measured, how, by whom, and where the figures come from.")
                .from(
                        """
                        select i.id, '/barometre/indicateurs/' || i.code as url, i.code, i.edition, o.slug as organisation, i.topic_fr, i.topic_en, i.name_fr,
                               i.name_en, i.definition_fr, i.definition_en, i.method_fr, i.method_en, i.unit_fr, i.unit_en, i.direction, i.period_months,
                               i.delay_days, i.source_fr, i.source_en, i.source_url, i.licence, i.finest, i.aggregation, d.code as denominator, i.threshold,
                               array(select t.about from indicator_tie t where t.indicator_id = i.id order by t.about) as measures, i.published_at,
                               greatest(i.published_at, (select max(v.changed_at) from indicator_version v where v.indicator_id = i.id),
                                        (select max(b.decided_at) from reading r join reading_batch b on b.id = r.batch_id
                                         where r.indicator_id = i.id and r.territory_id = (select id from territory where code = 'NAT-FR'))) as changed_at,
                               i.fictional
                        from indicator i left join organisation o on o.id = i.organisation_id left join indicator d on d.id = i.denominator_id
                        where i.published_at <= :now""",
                        "indicator",
                        "indicator_version",
                        "indicator_tie",
                        "reading",
                        "reading_batch",
                        "territory",
                        "organisation")
                .key("code")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/barometre")
                .feed("barometre", "name", "definition")
                .address("url", "Sa page", "Its page")
                .text("code", "Son code", "Its code")
                .integer("edition", "Édition de sa définition", "Edition of its definition")
                .text("organisation", "L’organisation qui le tient", "The organisation that holds it")
                .maybe()
                .filter()
                .bilingual("topic", "Politique", "Policy")
                .bilingual("name", "Nom", "Name")
                .bilingual("definition", "Définition", "Definition")
                .bilingual("method", "Méthode", "Method")
                .bilingual("unit", "Unité", "Unit")
                .code("direction", "Dans quel sens il doit aller", "Which way it ought to go", "RISE", "FALL", "KEEP")
                .integer(
                        "period_months",
                        "Une valeur est attendue tous les tant de mois",
                        "A value is expected every so many months")
                .integer("delay_days", "Délai de publication, en jours", "Delay of publication, in days")
                .bilingual("source", "Source", "Source")
                .address("source_url", "La page de la source", "The source’s page")
                .maybe()
                .text("licence", "Licence de la source", "The source’s licence")
                .code("finest", "Le niveau le plus fin", "The finest level", "NAT", "REG", "DEPT", "COM")
                .code(
                        "aggregation",
                        "D’où viennent les valeurs d’un niveau",
                        "Where the values of a level come from",
                        "GIVEN",
                        "SUM",
                        "MEAN")
                .text("denominator", "Ce qui pondère une moyenne", "What weights a mean")
                .maybe()
                .integer("threshold", "En dessous, une valeur est tue", "Below it, a value is withheld")
                .maybe()
                .names(
                        "measures",
                        "Les engagements et actions qu’il mesure",
                        "The priorities and commitments it measures")
                .moment("published_at", "Publié le", "Published at")
                .moment(
                        "changed_at",
                        "Dernière définition, ou derniers chiffres du pays",
                        "The last definition, or the country’s last figures")
                .fictional()
                .done();
    }

    private static Resource readings() {
        return Resource.declare("readings", "Relevés", "Readings")
                .about(
                        "Les valeurs initiales, actuelles et cibles de chaque indicateur, territoire par territoire.",
                        "The initial, current and target values of each indicator, territory by territory.")
                .from("""
                        select r.territory_id, r.indicator_id, r.kind, '/barometre/indicateurs/' || i.code || '?territoire=' || t.code as url,
                               i.code as indicator, t.code as territory, t.level, r.on_date as date, case when not r.hidden then r.value end as value,
                               r.provisional, r.derived, r.hidden, r.revision, b.decided_on as published_on, b.source_fr, b.source_en, i.fictional
                        from reading r join indicator i on i.id = r.indicator_id join territory t on t.id = r.territory_id
                        join reading_batch b on b.id = r.batch_id
                        where i.published_at <= :now""", "reading", "indicator", "territory", "reading_batch")
                .order(
                        new Resource.Column("territory_id", "int"),
                        new Resource.Column("indicator_id", "int"),
                        new Resource.Column("kind", "reading_kind"),
                        new Resource.Column("date", "date"))
                .key("indicator", "territory", "kind", "date")
                .changed("published_on", DAY)
                .listed("/barometre")
                .address("url", "Là où il se lit", "Where it can be read")
                .text("indicator", "L’indicateur", "The indicator")
                .filter()
                .text("territory", "Le territoire", "The territory")
                .filter()
                .code("level", "Son niveau", "Its level", "NAT", "REG", "DEPT", "COM")
                .filter()
                .code("kind", "Initial, actuel ou cible", "Initial, current or target", "INITIAL", "CURRENT", "TARGET")
                .filter()
                .day("date", "Le jour dont la valeur parle", "The day that the value tells of")
                .filter()
                .number("value", "La valeur ; absente où elle est tue", "The value; absent where it is withheld")
                .maybe()
                .yes("provisional", "Provisoire", "Provisional")
                .yes("derived", "Calculée du niveau inférieur", "Computed from the level below")
                .yes(
                        "hidden",
                        "Tue, parce qu’elle montrerait trop peu de personnes",
                        "Withheld, because it would show too few people")
                .integer("revision", "Sa révision", "Its revision")
                .day("published_on", "Publié le", "Published on")
                .bilingual("source", "Source du lot", "Source of the batch")
                .fictional()
                .done();
    }

    private static Resource outlooks() {
        return Resource.declare("outlooks", "Météo des cibles", "Outlooks")
                .about(
                        "Ce que dit de sa cible qui tient l’indicateur, avec ses raisons.",
                        "What whoever holds an indicator says of its target, with the reasons.")
                .from("""
                        select k.id, '/barometre/indicateurs/' || i.code || '?territoire=' || t.code as url, i.code as indicator, t.code as territory, k.weather,
                               k.text_fr, k.text_en, k.written_at, k.fictional
                        from outlook k join indicator i on i.id = k.indicator_id join territory t on t.id = k.territory_id
                        where i.published_at <= :now""", "outlook", "indicator", "territory")
                .changed("written_at", MOMENT)
                .listed("/barometre")
                .address("url", "Là où elle se lit", "Where it can be read")
                .integer("id", "Son numéro", "Its number")
                .text("indicator", "L’indicateur", "The indicator")
                .filter()
                .text("territory", "Le territoire", "The territory")
                .filter()
                .code("weather", "De l’orage au soleil", "From storm to sun", "STORM", "CLOUD", "OVERCAST", "SUN")
                .filter()
                .bilingual("text", "Raisons", "Reasons")
                .moment("written_at", "Quand", "When")
                .fictional()
                .done();
    }

    private static Resource questions() {
        return Resource.declare("questions", "Questions sur les chiffres", "Questions about figures")
                .about(
                        "Ce que l’on demande des chiffres, et ce qui est répondu. Qui demande n’est pas nommé.",
                        "What is asked about figures, and what is answered. Whoever asks is not named.")
                .from("""
                        select q.id, '/barometre/questions/' || q.id as url, i.code as indicator, t.code as territory, q.kind, q.on_date as date, q.text,
                               q.language, q.asked_at, q.answer_fr, q.answer_en, q.answered_at, greatest(q.asked_at, q.answered_at) as changed_at, q.fictional
                        from figure_question q join indicator i on i.id = q.indicator_id join territory t on t.id = q.territory_id
                        where q.hidden_at is null and i.published_at <= :now and q.asked_at <= :now""", "figure_question", "indicator", "territory")
                .changed("changed_at", MOMENT)
                .pages()
                .listed("/barometre")
                .address("url", "Sa page", "Its page")
                .integer("id", "Son numéro", "Its number")
                .text("indicator", "L’indicateur", "The indicator")
                .filter()
                .text("territory", "Le territoire", "The territory")
                .filter()
                .code("kind", "Sur quelle sorte de valeur", "About which kind of value", "INITIAL", "CURRENT", "TARGET")
                .maybe()
                .day("date", "Sur quel jour", "About which day")
                .maybe()
                .text("text", "Ce qui est demandé", "What is asked")
                .text("language", "Sa langue", "Its language")
                .moment("asked_at", "Quand", "When")
                .text("answer_fr", "Réponse, en français", "Answer, in French")
                .maybe()
                .text("answer_en", "Réponse, en anglais", "Answer, in English")
                .maybe()
                .moment("answered_at", "Répondue le", "Answered at")
                .maybe()
                .moment("changed_at", "Dernier changement", "Last change")
                .fictional()
                .done();
    }
}
