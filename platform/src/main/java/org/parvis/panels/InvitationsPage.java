package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** Where the invitations by lot of a panel stand, and what is to be done next, for whoever organises it. */
record InvitationsPage(
        Panel panel, @Nullable InvitationList list, InvitationForm form, Instant now, List<Mistake> mistakes)
        implements Correctable {
    /** What comes next. */
    public enum Step {
        /** The panel takes no volunteers. */
        CLOSED,
        TO_COMMIT,
        WAITING,
        TO_DRAW,
        /** Chance was not told before the panel took no more volunteers. */
        MISSED,
        INVITED,
        ERASED
    }

    public Step step() {
        boolean open = panel.phase(now) == Panel.Phase.OPEN;
        if (list == null || panel.cancelledAt() != null) return open ? Step.TO_COMMIT : Step.CLOSED;
        if (list.erasedAt() != null) return list.drawnAt() == null ? Step.MISSED : Step.ERASED;
        if (list.drawnAt() != null) return Step.INVITED;
        if (!open) return Step.MISSED;
        return now.isBefore(list.notBefore()) ? Step.WAITING : Step.TO_DRAW;
    }

    /** Whether there is a list; what it is, then. */
    public boolean hasList() {
        return list != null;
    }

    public InvitationList known() {
        return Objects.requireNonNull(list);
    }

    public String path() {
        return panel.path() + "/invitations";
    }

    public String moment(Instant moment, Visit visit) {
        return PanelLetters.moment(moment.atZone(panel.zone()), visit.language());
    }

    public String volunteered(Visit visit) {
        var known = known();
        return visit.say("panels.invitations.volunteered.of", known.volunteered(), (int)
                Math.round(100.0 * known.volunteered() / known.wanted()));
    }
}
