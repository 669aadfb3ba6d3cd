package org.parvis.plan;

import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** A plan's commitments, narrowed as the address says. */
public record CommitmentsPage(
        ActionPlan plan, CommitmentFilter filter, Commitments.Slice slice, List<Commitments.Facet> facets)
        implements Page {

    /** The choices of one filter, each with its number of commitments. */
    public List<Choice> choices(Visit visit, String kind) {
        return facets.stream()
                .filter(f -> f.kind().equals(kind))
                .map(f -> choice(visit, f))
                .toList();
    }

    private static Choice choice(Visit visit, Commitments.Facet facet) {
        String name = facet.label() != null
                ? visit.in(facet.label())
                : facet.kind().equals("theme")
                        ? visit.say("theme." + facet.value())
                        : visit.say("plan.completion." + facet.value());
        if (facet.kind().equals("engagement")) name = facet.value() + ". " + name;
        return new Choice(facet.slug(), visit.say("plan.list.choice", name, facet.count()));
    }

    /** The address of the page before this one, or empty. */
    public String previous(Visit visit) {
        return slice.hasBefore() && !slice.lines().isEmpty()
                ? at(visit, "avant", "apres", slice.lines().getFirst().number())
                : "";
    }

    public String next(Visit visit) {
        return slice.hasAfter()
                ? at(visit, "apres", "avant", slice.lines().getLast().number())
                : "";
    }

    private static String at(Visit visit, String parameter, String instead, int number) {
        return visit.with(java.util.Map.of(parameter, Integer.toString(number), instead, ""));
    }
}
