package org.parvis.agenda;

import java.time.LocalDate;
import org.parvis.web.Bilingual;

/**
 * Gatherings that come back by a rule: a series.
 *
 * @param rule of its days (RFC 5545, 3.3.10), always with an end
 * @param isPublic whether one of its gatherings is
 */
public record Cycle(
        long id,
        String slug,
        Bilingual title,
        Bilingual text,
        String rule,
        LocalDate beginsOn,
        boolean fictional,
        boolean isPublic) {

    public String path() {
        return "/agenda/cycles/" + slug;
    }
}
