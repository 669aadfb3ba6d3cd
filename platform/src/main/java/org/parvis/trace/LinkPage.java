package org.parvis.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;

/**
 * One link: who tied what to what, when and why, and how it ended.
 *
 * @param reason typed so far, why it should end
 */
public record LinkPage(
        Link link, Thing origin, Thing outcome, @Nullable Actor actor, String reason, List<Mistake> mistakes)
        implements Correctable {
    public boolean mayEnd() {
        return link.endedOn() == null && actor != null && actor.is(Role.COORDINATOR);
    }

    @Override
    public boolean isPublic() {
        return !mayEnd();
    }
}
