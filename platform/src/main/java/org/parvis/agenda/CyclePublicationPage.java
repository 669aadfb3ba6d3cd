package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Page;

/**
 * Publishing what is still a draft of a series, all at once.
 *
 * @param refusal why it could not be done
 */
record CyclePublicationPage(Cycle cycle, List<Cycle.Session> sessions, String refusal) implements Page {

    @Override
    public int status() {
        return refusal.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Gathering> drafts() {
        return sessions.stream()
                .map(Cycle.Session::gathering)
                .filter(g -> !g.isPublic())
                .toList();
    }
}
