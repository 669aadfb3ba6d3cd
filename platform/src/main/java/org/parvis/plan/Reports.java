package org.parvis.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.plan.ProgressReport.Evidence;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door through which leads report. */
@Component
public class Reports {
    private final JdbcClient db;
    private final Drafts drafts;
    private final Files files;
    private final Journal journal;

    Reports(JdbcClient db, Drafts drafts, Files files, Journal journal) {
        this.db = db;
        this.files = files;
        this.drafts = drafts;
        this.journal = journal;
    }

    /** Whether someone may report on it at all; whoever may not is stopped before they type. */
    void authorise(Actor actor, Commitment commitment) {
        Office.over(actor, commitment.lead().slug());
    }

    /**
     * Publishes a report of the lead's, on this day.
     *
     * @param file sent with it: its evidence of kind document
     * @throws Refused where it lacks what its completion asks for
     */
    @Transactional
    public long publish(
            Actor actor,
            ActionPlan plan,
            Commitment commitment,
            ProgressReport report,
            @Nullable StoredFile file,
            LocalDate day) {
        var office = Office.over(actor, commitment.lead().slug());
        Refused.unless(ReportRule.breaches(report, plan.stageOn(day), day));
        long id = add(commitment.id(), report, office.role(), file, day);
        if (file != null) files.publish(file.id());
        drafts.drop(actor, ReportPage.form(commitment));
        journal.record(office.act("plan.reported", plan.path() + "/actions/" + commitment.number())
                .with("completion", report.completion().name())
                .with("evidence", Integer.toString(report.evidence().size()))
                .with("report", Long.toString(id)));
        return id;
    }

    /** Writes a report as part of an act that its caller has authorised, checked and records. */
    long add(long commitmentId, ProgressReport report, Role role, @Nullable StoredFile file, LocalDate day) {
        long id = db.sql("""
                insert into progress_report (commitment_id, reported_on, completion, text_fr, text_en, by_role)
                values (?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        commitmentId,
                        day,
                        report.completion().name(),
                        report.text().fr(),
                        report.text().en(),
                        role.name()))
                .query(Long.class)
                .single();
        for (var blocker : report.blockers())
            db.sql("insert into report_blocker (report_id, kind, text_fr, text_en) values (?, ?, ?, ?)")
                    .params(Values.of(
                            id,
                            blocker.kind().name(),
                            blocker.text().fr(),
                            blocker.text().en()))
                    .update();
        for (var evidence : report.evidence())
            db.sql(
                            "insert into evidence (report_id, title_fr, title_en, kind, url, dated_on, file_id) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(Values.of(
                            id,
                            evidence.title().fr(),
                            evidence.title().en(),
                            evidence.kind().name(),
                            evidence.url(),
                            evidence.datedOn(),
                            evidence.kind() == Evidence.Kind.DOCUMENT && file != null ? file.id() : null))
                    .update();
        return id;
    }
}
