package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the independent assessments. */
@Component
public class Assessments {
    /** What each organisation holds now: its last version, up to a day. */
    private static final String CURRENT = """
            select distinct on (a.commitment_id, a.organisation_id) a.* from assessment a
            where a.assessed_on <= :day
            order by a.commitment_id, a.organisation_id, a.version desc
            """;

    private final JdbcClient db;
    private final Journal journal;

    Assessments(JdbcClient db, Journal journal) {
        this.db = db;
        this.journal = journal;
    }

    /** Someone else of the same organisation published a version in the meantime. */
    public static final class Overtaken extends RuntimeException {}

    /** The method that serves a plan. */
    public AssessmentMethod methodOf(ActionPlan plan) {
        return db.sql("select * from assessment_method where plans_from <= ? order by plans_from desc limit 1")
                .param(plan.startsOn())
                .query((row, _) -> new AssessmentMethod(
                        row.getString("version"),
                        Bilingual.get(row, "title"),
                        row.getObject("plans_from", LocalDate.class),
                        values(row, "potential")
                                .map(Assessment.Potential::valueOf)
                                .toList(),
                        values(row, "early_results")
                                .map(Assessment.EarlyResults::valueOf)
                                .toList()))
                .single();
    }

    /** Every version up to a day; an organisation's last one first. */
    public List<Assessment> list(Commitment commitment, LocalDate day) {
        return db.sql("""
                select a.*, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym
                from assessment a join organisation o on o.id = a.organisation_id
                where a.commitment_id = ? and a.assessed_on <= ? order by o.name_fr, a.version desc limit 200""")
                .params(commitment.id(), day)
                .query((row, _) -> read(row))
                .list();
    }

    /** What an organisation holds of a commitment now. */
    public Optional<Assessment> find(Commitment commitment, String organisation, LocalDate day) {
        return list(commitment, day).stream()
                .filter(a -> a.organisation().slug().equals(organisation))
                .findFirst();
    }

    /** A commitment whose lead and an observer do not say the same. */
    public record Divergence(
            int number,
            Bilingual title,
            Completion reported,
            Organisation.Name observer,
            Completion observed,
            boolean fictional) {}

    /** Where a plan's lead institutions and its observers do not say the same, the widest gaps first. */
    public List<Divergence> listDivergences(ActionPlan plan, LocalDate day) {
        return db.sql("""
                select c.number, c.title_fr, c.title_en, r.completion as reported, a.completion as observed, a.fictional,
                       o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym
                from (""" + CURRENT + """
                     ) a
                join commitment c on c.id = a.commitment_id
                join organisation o on o.id = a.organisation_id
                cross join lateral (select p.completion from progress_report p
                                    where p.commitment_id = c.id and p.reported_on <= :day
                                    order by p.reported_on desc, p.id desc limit 1) r
                where c.plan_id = :plan and r.completion <> a.completion
                order by abs(array_position(:scale, r.completion) - array_position(:scale, a.completion)) desc, c.number, o.slug
                limit 200""")
                .param("plan", plan.id())
                .param("day", day)
                .param(
                        "scale",
                        Arrays.stream(Completion.values()).map(Enum::name).toArray(String[]::new))
                .query((row, _) -> new Divergence(
                        row.getInt("number"),
                        Bilingual.get(row, "title"),
                        Completion.valueOf(row.getString("reported")),
                        Organisations.name(row, "org_"),
                        Completion.valueOf(row.getString("observed")),
                        row.getBoolean("fictional")))
                .list();
    }

    /** What an organisation has still to assess in a plan, in the plan's order. */
    public List<CommitmentName> listUnassessed(ActionPlan plan, String organisation, LocalDate day) {
        return db.sql("""
                select c.number, c.title_fr, c.title_en from commitment c
                where c.plan_id = :plan and not exists (
                    select from assessment a join organisation o on o.id = a.organisation_id
                    where a.commitment_id = c.id and o.slug = :organisation and a.assessed_on <= :day)
                order by c.number""")
                .param("plan", plan.id())
                .param("organisation", organisation)
                .param("day", day)
                .query((row, _) -> new CommitmentName(plan.slug(), row.getInt("number"), Bilingual.get(row, "title")))
                .list();
    }

    /**
     * Publishes an organisation's assessment, or its revision.
     *
     * @param revises the version it revises, 0 for a first one
     * @param reason why it is revised
     * @throws Forbidden for whoever is not this organisation's observer
     * @throws BadInput where the method does not allow it
     * @throws Overtaken where that version is no longer the last
     */
    @Transactional
    public void publish(
            Actor actor,
            ActionPlan plan,
            Commitment commitment,
            String organisation,
            Assessment.Coding coding,
            int revises,
            @Nullable String reason,
            LocalDate day) {
        if (!actor.isFor(Role.OBSERVER, organisation)) throw new Forbidden();
        var method = methodOf(plan);
        if (!plan.isAdoptedOn(day)) throw new BadInput("plan.assessment.early");
        if (!coding.faults(method).isEmpty()) throw new BadInput("plan.assessment.faults");
        if ((revises > 0) != (reason != null)) throw new BadInput("plan.assessment.reason.missing");
        int published = db.sql("""
                insert into assessment (commitment_id, organisation_id, version, assessed_on, assessed_by, method, completion,
                                        verifiability, lens, potential, early_results, text_fr, text_en, reason)
                select :commitment, o.id, :revises + 1, :day, :person, :method, :completion, :verifiability, :lens, :potential,
                       :results, :fr, :en, :reason
                from organisation o
                where o.slug = :organisation
                  and :revises = (select coalesce(max(a.version), 0) from assessment a
                                  where a.commitment_id = :commitment and a.organisation_id = o.id)
                on conflict (commitment_id, organisation_id, version) do nothing""")
                .param("commitment", commitment.id())
                .param("organisation", organisation)
                .param("revises", revises)
                .param("day", day)
                .param("person", actor.personId())
                .param("method", method.version())
                .param("completion", coding.completion().name())
                .param("verifiability", coding.verifiability().name())
                .param("lens", coding.lens().stream().map(Enum::name).toArray(String[]::new))
                .param("potential", name(coding.potential()))
                .param("results", name(coding.earlyResults()))
                .param("fr", coding.text().fr())
                .param("en", coding.text().en())
                .param("reason", reason)
                .update();
        if (published == 0) throw new Overtaken();
        var act = Act.of("plan.assessed", plan.path() + "/actions/" + commitment.number(), Role.OBSERVER, organisation)
                .with("completion", coding.completion().name())
                .with("method", method.version())
                .with("version", Integer.toString(revises + 1));
        journal.record(reason == null ? act : act.because(reason));
    }

    private static Assessment read(ResultSet row) throws SQLException {
        String potential = row.getString("potential");
        String results = row.getString("early_results");
        return new Assessment(
                Organisations.name(row, "org_"),
                row.getInt("version"),
                row.getObject("assessed_on", LocalDate.class),
                row.getString("method"),
                new Assessment.Coding(
                        Completion.valueOf(row.getString("completion")),
                        Assessment.Verifiability.valueOf(row.getString("verifiability")),
                        values(row, "lens")
                                .map(Assessment.OpenValue::valueOf)
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Assessment.OpenValue.class))),
                        potential == null ? null : Assessment.Potential.valueOf(potential),
                        results == null ? null : Assessment.EarlyResults.valueOf(results),
                        Bilingual.get(row, "text")),
                row.getString("reason"),
                row.getBoolean("fictional"));
    }

    private static java.util.stream.Stream<String> values(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
