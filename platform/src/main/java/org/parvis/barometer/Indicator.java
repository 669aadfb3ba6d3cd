package org.parvis.barometer;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Level;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * What is measured, and how.
 *
 * @param code its name in addresses, as its publisher calls it: {@code IND-200}
 * @param edition how many times its definition was changed, from 1
 * @param organisation who holds it; none where a file brought it and nobody took it over
 * @param topic the policy it belongs to, possibly empty
 * @param periodMonths a new value is expected so often, {@code delayDays} after the day it tells of
 * @param finest the smallest territories it is told of
 * @param denominator the code of the indicator that a mean is weighted by; none: the population
 * @param threshold values under it are shown to nobody; none: all are shown
 */
public record Indicator(
        int id,
        String code,
        int edition,
        Organisation.@Nullable Name organisation,
        Bilingual topic,
        Bilingual name,
        Bilingual definition,
        Bilingual method,
        Bilingual unit,
        Direction direction,
        int periodMonths,
        int delayDays,
        Bilingual source,
        @Nullable String sourceUrl,
        String licence,
        Level finest,
        Aggregation aggregation,
        @Nullable String denominator,
        @Nullable Integer threshold,
        boolean published,
        boolean fictional) {

    public String path() {
        return "/barometre/indicateurs/" + code;
    }

    /** Whether this person may define it and tell its values: the coordination, or a contributor of its holder. */
    public boolean isHeldBy(@Nullable Actor actor) {
        return actor != null
                && (actor.is(Role.COORDINATOR)
                        || organisation != null && actor.isFor(Role.CONTRIBUTOR, organisation.slug()));
    }

    /** When the next value ought to be there, after one of this day. */
    public LocalDate dueAfter(LocalDate last) {
        return last.plusMonths(periodMonths).plusDays(delayDays);
    }

    /** Whether its unit is a percentage. */
    public boolean isPercentage() {
        return unit.fr().startsWith("%");
    }
}
