package org.parvis.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.accounts.Invalid;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Organisations, known by their address. */
@Component
@Order(10)
class OrganisationImport implements ImportKind {
    private final Organisations organisations;

    OrganisationImport(Organisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public String name() {
        return "organisations";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of("slug", "accounts.organisation.slug", true),
                Field.of("name_fr", "accounts.organisation.name.fr", true),
                Field.of("name_en", "accounts.organisation.name.en", false),
                Field.of("acronym", "accounts.organisation.acronym", false),
                Field.of("college", "accounts.organisation.college.label", true),
                Field.of("about_fr", "accounts.organisation.about.fr", false),
                Field.of("about_en", "accounts.organisation.about.en", false));
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        return actor.is(Role.COORDINATOR)
                ? List.of(new Choice("organisations", visit.say("organisation.index.title")))
                : List.of();
    }

    @Override
    public List<String> under() {
        return List.of("organisations");
    }

    @Override
    public void normalise(Map<String, String> values) {
        values.computeIfPresent(
                "college", (_, college) -> college.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var stored = stored();
        var verdicts = new ArrayList<Verdict>();
        for (Row row : rows) {
            try {
                var organisation = organisation(row, stored);
                var before = stored.get(organisation.name().slug());
                verdicts.add(new Verdict(
                        before == null ? Outcome.NEW : isSame(organisation, before) ? Outcome.SAME : Outcome.CHANGED,
                        organisation.name().slug(),
                        List.of()));
            } catch (Invalid wrong) {
                verdicts.add(Verdict.bad(
                        row.get("slug"), List.of(Fault.of(field(wrong.field()), wrong.key(), wrong.arguments()))));
            }
        }
        return verdicts;
    }

    private static String field(String formField) {
        return switch (formField) {
            case "nameFr" -> "name_fr";
            case "nameEn" -> "name_en";
            case "aboutFr" -> "about_fr";
            case "aboutEn" -> "about_en";
            default -> formField;
        };
    }

    private static boolean isSame(Organisation a, Organisation b) {
        return a.name().equals(b.name())
                && a.college() == b.college()
                && java.util.Objects.equals(a.about(), b.about());
    }

    private static Organisation organisation(Row row, Map<String, Organisation> stored) {
        return Organisations.read(row.values(), stored.get(row.get("slug")));
    }

    private Map<String, Organisation> stored() {
        Map<String, Organisation> stored = new HashMap<>();
        organisations.list().forEach(o -> stored.put(o.name().slug(), o));
        return stored;
    }

    @Override
    public void write(Job job, List<Row> rows) {
        var stored = stored();
        for (Row row : rows) {
            var organisation = organisation(row, stored);
            if (stored.containsKey(organisation.name().slug())) organisations.set(organisation);
            else organisations.add(organisation);
        }
    }

    @Override
    public String path(String target) {
        return "/organisations";
    }
}
