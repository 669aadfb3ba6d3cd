package org.parvis.barometer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.web.Page;

/**
 * Where to find one's own territory: by name or postcode, on the map, in the list.
 *
 * @param asked what was typed; none: nothing yet
 * @param regions each with its départements
 */
record TerritoriesPage(
        @Nullable String asked,
        List<Territory> found,
        List<Region> regions,
        List<Territory.Contour> contours,
        Territories.Source source)
        implements Page {
    public record Region(Territory region, List<Territory> departements) {}
}
