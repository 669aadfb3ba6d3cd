package org.parvis.participation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;

/** One group whole, and what its readers in office may change. */
record DuplicateGroupPage(
        Consultation consultation,
        Duplicates.Group group,
        List<Duplicates.Change> changes,
        @Nullable Actor actor,
        String reason,
        List<Mistake> mistakes)
        implements Correctable {
    @Override
    public boolean isPublic() {
        return !mayAct();
    }

    public boolean mayAct() {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.is(Role.MODERATOR));
    }

    public String path() {
        return consultation.path() + "/doublons/" + group.id();
    }
}
