package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.proof.Commitment;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * Where an organiser types what chance said.
 *
 * @param commitment none where the pool is not frozen
 */
record ChancePage(Panel panel, @Nullable Commitment commitment, Typed typed, Instant now, List<Mistake> mistakes)
        implements Correctable {
    public boolean isTime() {
        return commitment != null && !now.isBefore(commitment.notBefore());
    }

    public boolean mayDraw() {
        return panel.phase(now) == Panel.Phase.FROZEN && isTime();
    }

    /** What the field begins with: the announced moment. */
    public String moment() {
        return typed.isEmpty("publie") && commitment != null
                ? commitment.notBefore().atZone(panel.zone()).toLocalDateTime().toString()
                : typed.get("publie");
    }

    public String announced(Visit visit) {
        return commitment == null
                ? ""
                : PanelLetters.moment(commitment.notBefore().atZone(panel.zone()), visit.language());
    }
}
