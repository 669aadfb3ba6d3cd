package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;

/** What a volunteer sees of their own: to confirm, in the pool, frozen with a receipt, drawn or an alternate. */
record VolunteerPage(
        Panel panel,
        List<Panel.Feature> features,
        Volunteer volunteer,
        @Nullable Seat seat,
        Instant now) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    /** Where they stand: it names the page's texts. */
    public String state() {
        if (panel.cancelledAt() != null) return "cancelled";
        if (volunteer.confirmedAt() == null) return panel.phase(now) == Panel.Phase.OPEN ? "unconfirmed" : "late";
        if (panel.frozenAt() == null) return "pool";
        if (panel.drawnAt() == null) return "frozen";
        if (seat == null) return "alternate";
        return switch (seat.standing()) {
            case OFFERED -> "drawn";
            case ACCEPTED -> "accepted";
            case REFUSED, SILENT, LEFT -> "left";
        };
    }

    public boolean mayAnswer() {
        return seat != null && seat.isHeld() && panel.phase(now) == Panel.Phase.DRAWN;
    }

    public boolean hasReceipt() {
        return volunteer.salt() != null;
    }

    public String secret() {
        return volunteer.secret() == null ? "" : volunteer.secret();
    }
}
