package org.parvis.participation;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.parvis.house.CivicClock;
import org.parvis.imports.ImportKind;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Contributions from a file that a person sends, looks at and confirms: the sheets of a workshop, the outcomes of a gathering,
 * another platform's proposals. By the million, {@link ContributionImports} is the way.
 */
@Component
@Order(200)
class ContributionImport implements ImportKind {
    private final JdbcClient db;
    private final Consultations consultations;
    private final CivicClock clock;

    ContributionImport(JdbcClient db, Consultations consultations, CivicClock clock) {
        this.db = db;
        this.consultations = consultations;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "contributions";
    }

    @Override
    public List<Field> fields() {
        return ImportedContribution.FIELDS;
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        return actor.is(Role.COORDINATOR)
                ? consultations.list(actor).stream()
                        .map(c -> new Choice(c.slug(), visit.in(c.title())))
                        .toList()
                : List.of();
    }

    @Override
    public List<String> under() {
        return List.of("contributions");
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var consultation = consultations.getAny(target);
        var known = known(consultation, rows);
        var verdicts = new ArrayList<Verdict>();
        for (Row row : rows) {
            var read = ImportedContribution.read(row.values(), "fr", consultation.zone());
            if (read.it() == null) verdicts.add(Verdict.bad(row.get("id"), read.faults()));
            else
                verdicts.add(new Verdict(
                        known.contains(read.it().source()) ? Outcome.SAME : Outcome.NEW,
                        read.it().source(),
                        List.of()));
        }
        return verdicts;
    }

    private Set<String> known(Consultation consultation, List<Row> rows) {
        return new HashSet<>(db.sql("select source from contribution where consultation_id = ? and source = any (?)")
                .params(consultation.id(), rows.stream().map(r -> r.get("id")).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    @Override
    public void write(Job job, List<Row> rows) {
        var consultation = consultations.getAny(job.target());
        var now = clock.now();
        var read = rows.stream()
                .map(row -> ImportedContribution.read(row.values(), "fr", consultation.zone())
                        .it())
                .filter(Objects::nonNull)
                .toList();
        db.sql("""
                with brought as (
                    insert into contribution (consultation_id, standing, source, title, text, theme, place, author_kind, language,
                                              written_at, published_at, supports, fictional)
                    select ?, 'PUBLIC', b.source, b.title, b.text, b.theme, b.place, b.author_kind, b.language, b.at, b.at, b.supports, ?
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int[])
                        b (source, title, text, theme, place, author_kind, language, at, supports)
                    on conflict (consultation_id, source) where source is not null do nothing
                    returning id, consultation_id, title, text)
                insert into contribution_words (contribution_id, consultation_id, words)
                select id, consultation_id, contribution_words(title || ' ' || text) from brought""")
                .params(List.of(
                        consultation.id(),
                        consultation.fictional(),
                        read.stream().map(ImportedContribution::source).toArray(String[]::new),
                        read.stream().map(ImportedContribution::title).toArray(String[]::new),
                        read.stream().map(ImportedContribution::text).toArray(String[]::new),
                        read.stream()
                                .map(c -> c.theme() == null ? null : c.theme().name())
                                .toArray(String[]::new),
                        read.stream().map(ImportedContribution::place).toArray(String[]::new),
                        read.stream().map(ImportedContribution::authorKind).toArray(String[]::new),
                        read.stream().map(ImportedContribution::language).toArray(String[]::new),
                        read.stream()
                                .map(c -> Timestamp.from(c.publishedAt() == null ? now : c.publishedAt()))
                                .toArray(Timestamp[]::new),
                        read.stream().map(ImportedContribution::supports).toArray(Integer[]::new)))
                .update();
    }

    @Override
    public boolean isPublic(String target) {
        return consultations.getAny(target).announcedAt() != null;
    }

    @Override
    public String path(String target) {
        return "/consultations/" + target + "/contributions";
    }
}
