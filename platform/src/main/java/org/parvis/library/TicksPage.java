package org.parvis.library;

import java.util.Set;
import org.parvis.web.Page;

/** What a person has ticked of a checklist. */
record TicksPage(Article article, Set<String> ticked) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public Checklist checklist() {
        return article.version().checklist();
    }

    public long done() {
        return checklist().steps().filter(s -> ticked.contains(s.key())).count();
    }
}
