package org.parvis.accelerator;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.web.Page;
import org.parvis.web.Tab;
import org.parvis.web.Visit;

/**
 * A call's applications, for those who check them.
 *
 * @param found a page, and one more where there are more
 */
record ApplicationsPage(
        Call call,
        Applications.Filter filter,
        Map<Applications.Filter, Integer> counts,
        List<Application> found,
        Instant now)
        implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Application> shown() {
        return found.size() > Applications.PAGE ? found.subList(0, Applications.PAGE) : found;
    }

    public List<Tab> tabs(Visit visit) {
        return Arrays.stream(Applications.Filter.values())
                .map(f -> new Tab(
                        visit.say("accelerator.filter", f) + " (" + visit.number(counts.getOrDefault(f, 0)) + ")",
                        visit.link(call.path() + "/candidatures?etat=" + f),
                        f == filter))
                .toList();
    }

    public String next(Visit visit) {
        if (found.size() <= Applications.PAGE) return "";
        return visit.link(call.path() + "/candidatures?etat=" + filter + "&apres="
                + shown().getLast().number());
    }
}
