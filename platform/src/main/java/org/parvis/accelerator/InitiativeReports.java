package org.parvis.accelerator;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to final reports: handed in once, and then as they are. */
@Component
class InitiativeReports {
    private final JdbcClient db;
    private final Initiatives initiatives;
    private final CivicClock clock;

    InitiativeReports(JdbcClient db, Initiatives initiatives, CivicClock clock) {
        this.db = db;
        this.initiatives = initiatives;
        this.clock = clock;
    }

    Optional<InitiativeReport> find(Initiative initiative) {
        if (initiative.progress().handedAt() == null) return Optional.empty();
        var results = db.sql("select * from initiative_result where initiative_id = ? order by position")
                .param(initiative.id())
                .query((row, _) -> new InitiativeReport.Result(row.getString("figure"), Bilingual.get(row, "label")))
                .list();
        return db.sql("select * from initiative_report where initiative_id = ?")
                .param(initiative.id())
                .query((row, _) -> new InitiativeReport(
                        Bilingual.get(row, "text"),
                        Bilingual.find(row, "learnt"),
                        results,
                        Objects.requireNonNull(Calls.instant(row, "handed_at"))))
                .optional();
    }

    /**
     * Hands it in.
     *
     * @throws BadInput where it was already, or the support has not begun
     */
    @Transactional
    public void hand(
            Actor actor,
            String slug,
            Bilingual text,
            @Nullable Bilingual learnt,
            List<InitiativeReport.Result> results) {
        var initiative = initiatives.lockOwn(slug, actor);
        mustBeOpen(initiative);
        db.sql("""
                insert into initiative_report (initiative_id, text_fr, text_en, learnt_fr, learnt_en, handed_at, handed_by)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        initiative.id(),
                        text.fr(),
                        text.en(),
                        learnt == null ? "" : learnt.fr(),
                        learnt == null ? null : learnt.en(),
                        clock.now(),
                        actor.personId()))
                .update();
        db.sql("""
                insert into initiative_result (initiative_id, position, figure, label_fr, label_en)
                select ?, r.n, r.figure, r.label_fr, r.label_en
                from unnest(?::text[], ?::text[], ?::text[]) with ordinality r (figure, label_fr, label_en, n)""")
                .params(
                        initiative.id(),
                        results.stream().map(InitiativeReport.Result::figure).toArray(String[]::new),
                        results.stream().map(r -> r.label().fr()).toArray(String[]::new),
                        results.stream().map(r -> r.label().en()).toArray(String[]::new))
                .update();
    }

    /** @throws BadInput where there is nothing to report yet, or it is done */
    void mustBeOpen(Initiative initiative) {
        if (initiative.progress().handedAt() != null) throw new BadInput("accelerator.support.report.twice");
        if (!initiative.cohort().isPublic()
                || clock.today().isBefore(initiative.cohort().startsOn()))
            throw new BadInput("accelerator.support.report.early");
    }
}
