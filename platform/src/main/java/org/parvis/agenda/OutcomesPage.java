package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** What came of a gathering. */
record OutcomesPage(
        Gathering gathering,
        List<GatheringOutcome> outcomes,
        @Nullable Actor actor) implements Page {
    public boolean mayWrite() {
        return gathering.isOrganisedBy(actor);
    }
}
