package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** All panels: those that take volunteers first. */
record PanelsPage(List<Panel> panels, Instant now, @Nullable Actor actor) implements Page {
    public List<Panel> open() {
        return panels.stream().filter(p -> p.phase(now) == Panel.Phase.OPEN).toList();
    }

    public List<Panel> others() {
        return panels.stream().filter(p -> p.phase(now) != Panel.Phase.OPEN).toList();
    }

    public boolean mayOrganise() {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.is(Role.CONTRIBUTOR));
    }
}
