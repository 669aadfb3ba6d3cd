package org.parvis.barometer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** Figures as they came: what awaits a decision, for whoever may see it, then what was published, the last first. */
record BatchesPage(
        List<Batch> open,
        List<Batch> published,
        boolean hasMore,
        @Nullable Actor actor) implements Page {
    public boolean isMine(Batch batch) {
        return batch.isBy(actor);
    }

    public boolean awaits(Batch batch) {
        return batch.isDecidedBy(actor);
    }

    public String next(Visit visit) {
        return hasMore
                ? visit.with(Map.of("avant", Long.toString(published.getLast().id())))
                : "";
    }
}
