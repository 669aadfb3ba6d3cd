package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * An initiative from within: what it lacks and is offered, what it promised itself, how it goes.
 *
 * @param administrations from which a mentor may come, for whoever runs the cohort
 */
record InitiativeBoardPage(
        Initiative initiative,
        List<Need> needs,
        List<InitiativeMilestone> milestones,
        List<CheckIn> checkIns,
        List<Initiatives.Mentor> mentors,
        List<Choice> administrations,
        LocalDate today,
        Actor actor,
        SupportForm form,
        List<Mistake> mistakes)
        implements Correctable {
    private static final int LONGEST_REASON = 2_000;

    /** What keeps an act from being done, as far as what was typed shows it. */
    static List<Mistake> mistakes(SupportForm form, String act, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        switch (act) {
            case "masquer" -> form.mustHave("motif_masquer", LONGEST_REASON, mistakes, visit);
            case "quitter" -> form.mustHave("motif_quitter", LONGEST_REASON, mistakes, visit);
            case "nommer" -> form.mustHave("bureau", 200, mistakes, visit);
            case "besoin" -> {
                if (form.typed().one(Need.Kind.class, "nature") == null)
                    mistakes.add(new Mistake("nature", visit.say("accelerator.support.need.nature.missing")));
                form.mustHave("besoin_texte", 500, mistakes, visit);
            }
            case "jalon" -> {
                form.mustHave("jalon_titre", 200, mistakes, visit);
                form.mustHaveDate("jalon_echeance", mistakes, visit);
            }
            case "tenir" -> form.mustHaveDate("le_" + form.get("jalon"), mistakes, visit);
            case "deplacer" -> {
                form.mustHaveDate("le_" + form.get("jalon"), mistakes, visit);
                form.mustHave("motif_" + form.get("jalon"), LONGEST_REASON, mistakes, visit);
            }
            case "point" -> {
                form.mustHaveDate("point_date", mistakes, visit);
                if (form.typed().one(CheckIn.Pace.class, "allure") == null)
                    mistakes.add(new Mistake("allure", visit.say("accelerator.support.checkin.allure.missing")));
                form.mustHave("fait", 4_000, mistakes, visit);
                form.mayHave("suite", 4_000, mistakes, visit);
                form.mayHave("blocage", 4_000, mistakes, visit);
            }
            default -> {}
        }
        return mistakes;
    }

    /** The field at which a refused act is to be corrected. */
    static String field(String act, SupportForm form) {
        return switch (act) {
            case "nommer" -> "courriel";
            case "besoin" -> "besoin_texte";
            case "jalon" -> "jalon_echeance";
            case "tenir", "deplacer" -> "le_" + form.get("jalon");
            case "point" -> "point_date";
            default -> section(act);
        };
    }

    /** Where on the page an act stands. */
    static String section(String act) {
        return switch (act) {
            case "besoin", "recevoir", "renoncer", "accepter", "decliner" -> "besoins";
            case "jalon", "tenir", "deplacer" -> "jalons";
            case "point" -> "points";
            case "nommer", "liberer" -> "mentors";
            default -> "publication";
        };
    }

    public boolean mayOrganise() {
        return initiative.cohort().isOrganisedBy(actor);
    }

    public boolean isOwn() {
        return Initiatives.isOwn(initiative, actor);
    }

    public boolean bears() {
        return initiative.isBorneBy(actor);
    }

    public boolean mayReport() {
        return isOwn()
                && initiative.progress().handedAt() == null
                && initiative.cohort().isPublic()
                && !today.isBefore(initiative.cohort().startsOn());
    }

    public List<Choice> kinds(Visit visit) {
        return choices(Need.Kind.values(), "accelerator.support.need", visit);
    }

    public List<Choice> paces(Visit visit) {
        return choices(CheckIn.Pace.values(), "accelerator.support.pace", visit);
    }

    private static List<Choice> choices(Enum<?>[] values, String prefix, Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var value : values) choices.add(new Choice(value.name(), visit.say(prefix, value)));
        return choices;
    }
}
