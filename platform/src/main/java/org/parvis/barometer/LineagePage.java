package org.parvis.barometer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Territory;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** Every figure that was ever published of an indicator in a territory: where it came from, what it took the place of, and why. */
record LineagePage(
        Indicator indicator,
        Territory territory,
        List<Readings.Published> published,
        @Nullable Actor actor) implements Page {
    @Override
    public boolean isPublic() {
        return indicator.published();
    }
}
