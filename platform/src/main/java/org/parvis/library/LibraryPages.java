package org.parvis.library;

import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Crumb;
import org.parvis.web.SitePages;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** The lists of the room, in the site map. */
@Component
class LibraryPages implements SitePages {
    @Override
    public Section section(Visit visit) {
        var pages = new ArrayList<Crumb>();
        for (var kind : Article.Kind.values()) pages.add(new Crumb(visit.say("library.kind", kind), kind.path()));
        pages.add(new Crumb(visit.say("library.documents"), "/documents"));
        return new Section(visit.say("library.resources"), List.copyOf(pages));
    }
}
