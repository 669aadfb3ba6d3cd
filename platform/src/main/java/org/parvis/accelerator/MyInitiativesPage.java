package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** The initiatives that a person bears, and those they open doors for. */
record MyInitiativesPage(List<Initiative> initiatives, LocalDate today, Actor actor) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Initiative> borne() {
        return initiatives.stream().filter(i -> i.isBorneBy(actor)).toList();
    }

    public List<Initiative> mentored() {
        return initiatives.stream().filter(i -> !i.isBorneBy(actor)).toList();
    }
}
