package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * Following a series by letter, or no longer.
 *
 * @param secret of the link that was opened, empty where none was
 */
record FollowingPage(Cycle cycle, State state, String secret, String email, List<Mistake> mistakes)
        implements Correctable {
    /** Where someone stands with it. */
    public enum State {
        ASKING,
        NO_MAIL,
        SENT,
        CONFIRMING,
        CONFIRMED,
        OVER,
        MEMBER,
        MEMBER_FOLLOWS
    }

    static FollowingPage at(Cycle cycle, State state) {
        return new FollowingPage(cycle, state, "", "", List.of());
    }

    FollowingPage by(String link) {
        return new FollowingPage(cycle, state, link, email, mistakes);
    }

    FollowingPage with(String typed, List<Mistake> wrong) {
        return new FollowingPage(cycle, state, secret, typed, wrong);
    }

    public String action() {
        String here = cycle.path() + "/abonnement" + (secret.isEmpty() ? "" : "/" + secret);
        return state == State.CONFIRMED || state == State.MEMBER_FOLLOWS ? here + "/fin" : here;
    }
}
