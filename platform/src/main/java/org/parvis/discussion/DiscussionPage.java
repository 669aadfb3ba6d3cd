package org.parvis.discussion;

import java.util.List;
import java.util.Map;
import org.parvis.web.Crumb;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What is said of one thing, the latest first. */
public record DiscussionPage(Subject subject, List<Crumb> crumbs, Comments.Slice slice, boolean isFirst)
        implements Page {
    public String next(Visit visit) {
        return slice.hasMore()
                ? visit.with(
                        Map.of("avant", Long.toString(slice.comments().getLast().id())))
                : "";
    }
}
