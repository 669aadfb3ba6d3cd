package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.plan.ProgressReport.Blocker;
import org.parvis.plan.ProgressReport.Evidence;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/** A report says where the work stands, and carries what makes it believable: what blocks a slow one, what proves a good one. */
final class ReportRule {
    private static final int TEXT = 10_000;

    private ReportRule() {}

    /** @param stage of the plan on the day of the report */
    static List<Breach> breaches(ProgressReport report, Optional<ActionPlan.Stage> stage, LocalDate day) {
        var breaches = new ArrayList<Breach>();
        if (stage.filter(s -> s == ActionPlan.Stage.ADOPTED || s == ActionPlan.Stage.IN_PROGRESS)
                .isEmpty()) breaches.add(Breach.of("avancement", "plan.report.stage"));
        if (report.completion() == Completion.NO_EVIDENCE)
            breaches.add(Breach.of("avancement", "plan.report.completion"));
        if (report.text().fr().isBlank()) breaches.add(Breach.of("texte_fr", "plan.report.text"));
        if (report.text().fr().length() > TEXT) breaches.add(Breach.of("texte_fr", "plan.form.long", TEXT));
        if (needsBlocker(report.completion()) && report.blockers().isEmpty())
            breaches.add(Breach.of("blocage_FUNDING", "plan.report.blocker"));
        if (needsEvidence(report.completion()) && report.evidence().isEmpty())
            breaches.add(Breach.of("preuve_titre_1", "plan.report.evidence"));
        for (int i = 0; i < report.evidence().size(); i++) {
            var evidence = report.evidence().get(i);
            if (evidence.title().fr().isBlank())
                breaches.add(Breach.of("preuve_titre_" + (i + 1), "plan.report.evidence.title"));
            if (evidence.kind() == Evidence.Kind.LINK && !Links.isWeb(evidence.url()))
                breaches.add(Breach.of("preuve_lien_" + (i + 1), "plan.report.evidence.link"));
            if (evidence.datedOn() != null && evidence.datedOn().isAfter(day))
                breaches.add(Breach.of("preuve_date_" + (i + 1), "plan.form.future"));
        }
        return breaches;
    }

    static boolean needsBlocker(Completion completion) {
        return completion == Completion.NOT_STARTED || completion == Completion.LIMITED;
    }

    static boolean needsEvidence(Completion completion) {
        return completion == Completion.SUBSTANTIAL || completion == Completion.COMPLETE;
    }

    /** Its links moved up to the first rows, where those between were left empty. */
    static Typed gathered(Typed typed) {
        var gathered = typed;
        int row = 0;
        for (int i = 1; i <= ReportPage.LINKS; i++)
            if (typed.has("preuve_titre_" + i) || typed.has("preuve_lien_" + i)) {
                row++;
                for (String part : List.of("titre_", "lien_", "date_"))
                    gathered = gathered.with("preuve_" + part + row, typed.get("preuve_" + part + i));
            }
        for (int i = row + 1; i <= ReportPage.LINKS; i++)
            for (String part : List.of("titre_", "lien_", "date_")) gathered = gathered.with("preuve_" + part + i, "");
        return gathered;
    }

    /**
     * The report that a form states; what it leaves out is left to {@link #breaches}.
     *
     * @param file what was sent with it, published with it
     */
    static ProgressReport read(Typed typed, @Nullable StoredFile file, LocalDate day) {
        var blockers = Arrays.stream(Blocker.Kind.values())
                .filter(kind -> typed.has("blocage_" + kind))
                .map(kind -> new Blocker(kind, new Bilingual(typed.get("blocage_" + kind), null)))
                .toList();
        var evidence = new ArrayList<Evidence>();
        for (int i = 1; i <= ReportPage.LINKS; i++)
            if (typed.has("preuve_titre_" + i) || typed.has("preuve_lien_" + i))
                evidence.add(new Evidence(
                        new Bilingual(typed.get("preuve_titre_" + i), null),
                        Evidence.Kind.LINK,
                        typed.get("preuve_lien_" + i),
                        typed.date("preuve_date_" + i).orElse(null)));
        if (file != null)
            evidence.add(new Evidence(
                    new Bilingual(typed.has("fichier_titre") ? typed.get("fichier_titre") : file.name(), null),
                    Evidence.Kind.DOCUMENT,
                    file.path(),
                    null));
        return new ProgressReport(
                0,
                day,
                Completion.find(typed.get("avancement")).orElse(Completion.NO_EVIDENCE),
                new Bilingual(typed.get("texte_fr"), typed.get("texte_en")),
                false,
                Role.CONTRIBUTOR,
                blockers,
                evidence);
    }
}
