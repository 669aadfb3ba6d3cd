package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** A series: what it is, what comes next, what was said and is kept. */
record CyclePage(Cycle cycle, List<Cycle.Session> sessions, Instant now, boolean mayOrganise) implements Page {

    @Override
    public boolean isPublic() {
        return cycle.isPublic();
    }

    /** The next one first. */
    public List<Cycle.Session> coming() {
        return sessions.stream()
                .filter(s ->
                        s.gathering().isPublic() && now.isBefore(s.gathering().endsAt()))
                .toList();
    }

    /** The latest one first. */
    public List<Cycle.Session> past() {
        return sessions.reversed().stream()
                .filter(s ->
                        s.gathering().isPublic() && !now.isBefore(s.gathering().endsAt()))
                .toList();
    }

    public List<Cycle.Session> drafts() {
        return sessions.stream().filter(s -> !s.gathering().isPublic()).toList();
    }

    /** The address that a calendar subscribes to. */
    public String webcal(Visit visit) {
        return visit.absolute(cycle.path() + ".ics").replaceFirst("^https?:", "webcal:");
    }
}
