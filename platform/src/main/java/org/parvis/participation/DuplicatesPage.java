package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/** What looks alike in a consultation, how it was found, and how far the search is. */
record DuplicatesPage(
        Consultation consultation,
        Duplicates.@Nullable Search search,
        List<Duplicates.Group> groups,
        boolean hasMore,
        boolean isFirst,
        @Nullable Actor actor)
        implements Page {

    public boolean mayAct() {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.is(Role.MODERATOR));
    }

    public String next(Visit visit) {
        if (!hasMore) return "";
        var last = groups.getLast();
        return visit.with(Map.of("apres", new ContributionFilter.Place(last.size(), last.id()).toString()));
    }
}
