package org.parvis.opendata;

import static org.parvis.opendata.Field.Type.DAY;
import static org.parvis.opendata.Field.Type.MOMENT;

import java.util.Arrays;
import java.util.List;
import org.parvis.territories.Theme;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What every room stands on: who, where, what came of what, who decided what. */
@Component
@Order(1)
class GroundResources implements ResourceList {
    static final String[] THEMES = Arrays.stream(Theme.values()).map(Enum::name).toArray(String[]::new);
    static final String[] COLLEGES = {
        "ADMINISTRATION", "CIVIL_SOCIETY", "CITIZEN", "RESEARCH", "COMPANY", "ELECTED", "INDEPENDENT_AUTHORITY"
    };

    @Override
    public List<Resource> resources() {
        return List.of(organisations(), territories(), links(), entries());
    }

    private static Resource organisations() {
        return Resource.declare("organisations", "Organisations", "Organisations")
                .about(
                        "Les administrations, associations et autres organisations qui portent, aident ou observent.",
                        "The administrations, associations and other organisations that hold, help or watch.")
                .from("""
                        select o.id, '/organisations/' || o.slug as url, o.slug, o.name_fr, o.name_en, o.acronym, o.college, o.about_fr, o.about_en,
                               o.fictional
                        from organisation o""", "organisation")
                .key("slug")
                .pages()
                .listed("/organisations")
                .address("url", "Sa page", "Its page")
                .text("slug", "Son nom dans les adresses", "Its name in addresses")
                .bilingual("name", "Nom", "Name")
                .text("acronym", "Sigle", "Acronym")
                .maybe()
                .code("college", "Collège", "Constituency", COLLEGES)
                .filter()
                .text("about_fr", "Ce qu’elle est, en français", "What it is, in French")
                .maybe()
                .text("about_en", "Ce qu’elle est, en anglais", "What it is, in English")
                .maybe()
                .fictional()
                .done();
    }

    private static Resource territories() {
        return Resource.declare("territories", "Territoires", "Territories")
                .about(
                        "Le pays, ses régions, départements et communes, par leurs codes officiels.",
                        "The country, its regions, départements and communes, by their official codes.")
                .from("""
                        select t.id, '/barometre/territoires/' || t.code as url, t.code, t.level, p.code as parent, t.name, t.population
                        from territory t left join territory p on p.id = t.parent_id""", "territory")
                .key("code")
                .pages()
                .listed("/barometre/territoires")
                .address("url", "Sa page", "Its page")
                .text("code", "Son niveau et son code officiel : DEPT-01", "Its level and its official code: DEPT-01")
                .code("level", "Niveau", "Level", "NAT", "REG", "DEPT", "COM")
                .filter()
                .text("parent", "Le territoire où il se trouve", "The territory it lies in")
                .maybe()
                .filter()
                .text("name", "Nom", "Name")
                .integer("population", "Habitants au dernier recensement", "People by the last census")
                .maybe()
                .done();
    }

    private static Resource links() {
        return Resource.declare("links", "Liens du fil", "Links of the trace")
                .about(
                        "Ce qui est venu de quoi : chaque lien fait par quelqu’un, son jour, sa raison, et sa fin s’il en a une.",
                        "What came of what: each link that somebody made, its day, its reason, and its end where it has one.")
                .from("""
                        select l.id, '/fil/' || l.id as url, l.kind, l.origin, l.outcome, l.reason_fr, l.reason_en, l.linked_on, l.by_role as role,
                               l.organisation, e.ended_on, e.reason_fr as end_reason_fr, e.reason_en as end_reason_en,
                               greatest(l.linked_on, e.ended_on) as changed_on, l.fictional
                        from trace_link l left join trace_link_end e on e.link_id = l.id where l.linked_on <= :day""", "trace_link", "trace_link_end")
                .changed("changed_on", DAY)
                .tied("origin", "outcome")
                .address("url", "La page du lien", "The link’s page")
                .integer("id", "Son numéro", "Its number")
                .code(
                        "kind",
                        "Comment l’un est venu de l’autre",
                        "How one came of the other",
                        "ANSWERED_BY",
                        "ADOPTED_IN",
                        "INSPIRED",
                        "MERGED_INTO",
                        "RAISED_AT",
                        "DISCUSSED_AT",
                        "REPORTED_BY",
                        "PROVEN_BY",
                        "MEASURED_BY",
                        "DOCUMENTED_BY",
                        "CONTINUED_BY",
                        "RELATED_TO")
                .filter()
                .address("origin", "Ce qui était là d’abord", "What came first")
                .address("outcome", "Ce qui en est venu", "What came of it")
                .bilingual("reason", "Raison", "Reason")
                .day("linked_on", "Jour du lien", "The link’s day")
                .code("role", "Au titre de quelle fonction", "In which role")
                .text("organisation", "Pour quelle organisation", "For which organisation")
                .maybe()
                .day("ended_on", "Jour où il a pris fin", "The day it ended")
                .maybe()
                .text("end_reason_fr", "Pourquoi, en français", "Why, in French")
                .maybe()
                .text("end_reason_en", "Pourquoi, en anglais", "Why, in English")
                .maybe()
                .day("changed_on", "Dernier jour où il a changé", "The last day on which it changed")
                .fictional()
                .done();
    }

    private static Resource entries() {
        return Resource.declare("journal", "Journal public", "Public journal")
                .about(
                        "Chaque décision prise au nom d’une institution, dans une chaîne que chacun peut vérifier. La chaîne entière, octet pour octet : /journal.jsonl.",
                        "Every decision taken in the name of an institution, in a chain that anyone can verify. The whole chain, byte for byte: /journal.jsonl.")
                .from("""
                        select j.number, '/journal/' || j.number as url, j.kind, j.reference, j.role, j.organisation, j.civic_at, j.act,
                               encode(j.previous, 'hex') as previous, encode(j.hash, 'hex') as hash,
                               j.kind || ' · ' || j.reference as title_fr, null::text as title_en
                        from journal_entry j""", "journal_entry")
                .order(new Resource.Column("number", "bigint"))
                .key("number")
                .changed("civic_at", MOMENT)
                .listed("/journal")
                .feed("journal", "title", null)
                .address("url", "La page de l’acte", "The entry’s page")
                .integer("number", "Son numéro dans la chaîne", "Its number in the chain")
                .text("kind", "Nature de l’acte", "Kind of act")
                .filter()
                .address("reference", "Ce dont il s’agit", "What it is about")
                .code("role", "Au titre de quelle fonction", "In which role")
                .filter()
                .text("organisation", "Pour quelle organisation", "For which organisation")
                .maybe()
                .filter()
                .moment("civic_at", "Quand", "When")
                .text("act", "L’acte, dans la forme qui a été hachée", "The act, as it was hashed")
                .text("previous", "Empreinte de l’acte précédent", "Hash of the entry before")
                .text("hash", "Empreinte de cet acte", "Hash of this entry")
                .done();
    }
}
