package org.parvis.participation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.territories.Theme;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Tab;
import org.parvis.web.Visit;

/** The contributions of a consultation, in some order. */
record ContributionsPage(
        Consultation consultation, ContributionFilter filter, ContributionLists.Slice slice, boolean open)
        implements Page {

    public String count(Visit visit) {
        return slice.isCapped()
                ? visit.say("participation.list.many", ContributionLists.COUNTED)
                : visit.say("participation.list.count", slice.count());
    }

    /** Whether a search found more than it puts in order. */
    public boolean isCut() {
        return !filter.words().isEmpty() && slice.count() >= ContributionLists.FOUND;
    }

    public List<Tab> sorts(Visit visit) {
        return Arrays.stream(ContributionFilter.Sort.values())
                .map(s -> new Tab(
                        visit.say("participation.sort", s),
                        visit.with(order("tri", s == ContributionFilter.Sort.RECENT ? "" : s.slug())),
                        s == filter.sort()))
                .toList();
    }

    private static Map<String, String> order(String name, String value) {
        var changed = new LinkedHashMap<String, String>();
        for (String gone : List.of("apres", "avant", "graine")) changed.put(gone, "");
        changed.put(name, value);
        return changed;
    }

    public List<Choice> themes(Visit visit) {
        return Arrays.stream(Theme.values())
                .map(t -> new Choice(t.slug(), visit.say("theme", t)))
                .toList();
    }

    public List<Choice> outcomes(Visit visit) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice(ContributionFilter.UNANSWERED, visit.say("participation.unanswered")));
        for (Outcome outcome : Outcome.values())
            choices.add(new Choice(outcome.slug(), visit.say("participation.outcome", outcome)));
        return choices;
    }

    public String previous(Visit visit) {
        return slice.hasBefore() && !slice.lines().isEmpty() && filter.sort() != ContributionFilter.Sort.RANDOM
                ? visit.with(Map.of("avant", slice.lines().getFirst().place().toString(), "apres", ""))
                : "";
    }

    public String next(Visit visit) {
        return slice.hasAfter() && !slice.lines().isEmpty()
                ? visit.with(Map.of("apres", slice.lines().getLast().place().toString(), "avant", ""))
                : "";
    }
}
