package org.parvis.agenda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A report as it was typed. */
public record GatheringReportForm(
        String text, String textEn, String administration, String society, String organisations) {
    static GatheringReportForm of(Map<String, String> fields) {
        return new GatheringReportForm(
                OutcomeForm.typed(fields, "texte"),
                OutcomeForm.typed(fields, "texte_en"),
                OutcomeForm.typed(fields, "administration"),
                OutcomeForm.typed(fields, "societe"),
                OutcomeForm.typed(fields, "organisations"));
    }

    /** @param counted whether people were counted at the door, so that no figures are asked for */
    List<Mistake> mistakes(boolean counted, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (text.isEmpty() || Math.max(text.length(), textEn.length()) > 20_000)
            mistakes.add(new Mistake("texte", visit.say("agenda.report.form.texte.bad")));
        if (!counted) {
            if (!administration.matches("[0-9]{1,6}"))
                mistakes.add(new Mistake("administration", visit.say("agenda.report.form.figure.bad")));
            if (!society.matches("[0-9]{1,6}"))
                mistakes.add(new Mistake("societe", visit.say("agenda.report.form.figure.bad")));
        }
        if (organisations.length() > 5_000)
            mistakes.add(new Mistake("organisations", visit.say("agenda.report.form.organisations.bad")));
        return mistakes;
    }

    /** What a form without mistakes says. */
    GatheringReports.Sheet sheet(boolean counted) {
        return new GatheringReports.Sheet(
                Bilingual.ofNullable(text, textEn),
                counted ? null : new GatheringReport.Sides(Long.parseLong(administration), Long.parseLong(society)),
                organisations);
    }
}
