package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Page;

/** What a person registered for: what is to come, then what was. */
record MyRegistrationsPage(List<Registrations.Mine> registrations, Instant now) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public List<Registrations.Mine> in(boolean past) {
        return registrations.stream()
                .filter(m -> m.gathering().endsAt().isAfter(now) != past)
                .toList();
    }
}
