package org.parvis.agenda;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * Gatherings that come back by a rule: a series.
 *
 * @param rule of its days (RFC 5545, 3.3.10), always with an end
 * @param isPublic whether one of its gatherings is
 * @param organisers of its gatherings, by their slugs
 */
public record Cycle(
        long id,
        String slug,
        Bilingual title,
        Bilingual text,
        String rule,
        LocalDate beginsOn,
        boolean fictional,
        boolean isPublic,
        List<String> organisers) {

    public String path() {
        return "/agenda/cycles/" + slug;
    }

    public boolean isOrganisedBy(@Nullable Actor actor) {
        if (actor == null) return false;
        return actor.is(Role.COORDINATOR) || organisers.stream().anyMatch(o -> actor.isFor(Role.CONTRIBUTOR, o));
    }

    /** One of its gatherings, with who speaks and what is kept of it. */
    public record Session(Gathering gathering, List<Gathering.Speaker> speakers, List<Material> materials) {}
}
