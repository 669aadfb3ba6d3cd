package org.parvis.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * What an independent reviewer would object to in a commitment, said while it can still be mended.
 *
 * @param milestone which of its milestones, by its position
 * @param sheet where it is mended, {@code id} the sheet's own number, 0 for one still to write
 * @param field the field to mend
 * @param found what was found there: words, a date, a name, a number; none where something is missing
 */
public record Objection(
        Kind kind, @Nullable Integer milestone, Sheet sheet, long id, String field, List<Object> found) {

    /** How many commitments one lead holds at most before reviewers doubt that it can. */
    static final int MOST_PER_LEAD = 5;

    /** An output said in fewer words names nothing that anyone could look at. */
    private static final int FEWEST_WORDS = 3;

    /** What each commitment is looked at for, in the order in which reviewers read. */
    public enum Kind {
        NO_BASELINE("etat-initial"),
        NO_VALUE("valeurs"),
        NO_PARTNER("partenaires"),
        VAGUE("verbes"),
        OUTSIDE_PLAN("periode"),
        NO_MILESTONE("jalons"),
        NO_OWNER("responsables"),
        NO_DATE("echeances"),
        UNVERIFIABLE("livrables"),
        OVERLOADED("charge");

        private final String slug;

        Kind(String slug) {
            this.slug = slug;
        }

        /** Its name in addresses. */
        @JsonValue
        public String slug() {
            return slug;
        }

        static Optional<Kind> find(String slug) {
            return Arrays.stream(values()).filter(k -> k.slug.equals(slug)).findFirst();
        }
    }

    /**
     * What a reviewer reads of a commitment.
     *
     * @param society whether an organisation of the society's side supports it
     * @param led how many commitments of the plan its lead holds
     */
    record Read(
            long id,
            int number,
            Bilingual title,
            Bilingual summary,
            Map<Commitment.Section, Commitment.Text> sections,
            LocalDate startsOn,
            LocalDate endsOn,
            Organisation.Name lead,
            int led,
            boolean society,
            List<Step> milestones) {}

    /** A milestone, as a reviewer reads it. */
    record Step(
            long id,
            int position,
            Bilingual output,
            boolean owned,
            @Nullable LocalDate dueOn) {}

    /** Where it is mended: the sheet's field, for those who write the plan. */
    public String pathToMend(ActionPlan plan) {
        return plan.path() + "/redaction/" + sheet.slug() + "/" + (id == 0 ? "nouveau" : id) + "#" + field;
    }

    /** All that can be objected to a commitment of this plan. */
    static List<Objection> to(Read it, ActionPlan plan) {
        var objections = new ArrayList<Objection>();
        if (!it.sections().containsKey(Commitment.Section.BASELINE))
            objections.add(of(Kind.NO_BASELINE, it, "baseline_fr"));
        if (!it.sections().containsKey(Commitment.Section.TRANSPARENCY)
                && !it.sections().containsKey(Commitment.Section.PARTICIPATION)
                && !it.sections().containsKey(Commitment.Section.ACCOUNTABILITY))
            objections.add(of(Kind.NO_VALUE, it, "transparency_fr"));
        if (!it.society()) objections.add(of(Kind.NO_PARTNER, it, "partners"));
        vague(it, "title", it.title(), objections);
        vague(it, "summary", it.summary(), objections);
        var solution = it.sections().get(Commitment.Section.SOLUTION);
        if (solution != null) vague(it, "solution", solution.text(), objections);
        if (isOutside(it.startsOn(), plan)) objections.add(of(Kind.OUTSIDE_PLAN, it, "starts_on", it.startsOn()));
        if (isOutside(it.endsOn(), plan)) objections.add(of(Kind.OUTSIDE_PLAN, it, "ends_on", it.endsOn()));
        if (it.milestones().isEmpty())
            objections.add(new Objection(Kind.NO_MILESTONE, null, Sheet.MILESTONE, 0, "output_fr", List.of()));
        for (Step step : it.milestones()) {
            if (!step.owned()) objections.add(of(Kind.NO_OWNER, step, "lead"));
            if (step.dueOn() == null) objections.add(of(Kind.NO_DATE, step, "due_on"));
            else if (isOutside(step.dueOn(), plan)) objections.add(of(Kind.OUTSIDE_PLAN, step, "due_on", step.dueOn()));
            if (!isVerifiable(step.output())) objections.add(of(Kind.UNVERIFIABLE, step, "output_fr", step.output()));
        }
        if (it.led() > MOST_PER_LEAD)
            objections.add(of(Kind.OVERLOADED, it, "lead", it.lead().full(), it.led()));
        return objections;
    }

    private static void vague(Read it, String field, Bilingual text, List<Objection> objections) {
        var verbs = VagueVerbs.in(text);
        if (!verbs.isEmpty()) objections.add(of(Kind.VAGUE, it, field + "_fr", String.join(", ", verbs)));
    }

    private static boolean isOutside(LocalDate date, ActionPlan plan) {
        return date.isBefore(plan.startsOn()) || date.isAfter(plan.endsOn());
    }

    /** Whether anyone could look whether it is done: it names a thing, in a few words, and no mere effort. */
    private static boolean isVerifiable(Bilingual output) {
        return VagueVerbs.in(output).isEmpty() && output.fr().strip().split("[\\s’']+").length >= FEWEST_WORDS;
    }

    private static Objection of(Kind kind, Read it, String field, Object... found) {
        return new Objection(kind, null, Sheet.COMMITMENT, it.id(), field, List.of(found));
    }

    private static Objection of(Kind kind, Step step, String field, Object... found) {
        return new Objection(kind, step.position(), Sheet.MILESTONE, step.id(), field, List.of(found));
    }
}
