package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/**
 * Following a series by letter, or no longer.
 *
 * @param secret of the link that was opened, empty where none was
 */
record FollowingPage(Cycle cycle, State state, String secret, String email, List<Mistake> mistakes) implements Page {

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

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String action() {
        String here = cycle.path() + "/abonnement" + (secret.isEmpty() ? "" : "/" + secret);
        return state == State.CONFIRMED || state == State.MEMBER_FOLLOWS ? here + "/fin" : here;
    }
}
