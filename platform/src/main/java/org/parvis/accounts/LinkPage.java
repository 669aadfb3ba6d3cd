package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** From an address to a link: asked for, sent, or no longer good. It never says whether the address has an account. */
public record LinkPage(State state, Access.Wish wish, String email, List<Mistake> mistakes, boolean demonstration)
        implements Page {
    public enum State {
        ASKING,
        NO_MAIL,
        SENT,
        DEAD
    }

    @Override
    public int status() {
        return switch (state) {
            case DEAD -> 410;
            case NO_MAIL -> 503;
            case ASKING, SENT -> mistakes.isEmpty() ? 200 : 422;
        };
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String action() {
        return wish == Access.Wish.ACCOUNT ? "/inscription" : "/mot-de-passe";
    }

    /** The message's part that says it. */
    public String key() {
        return "accounts.link." + (state == State.ASKING ? wish.name() : state.name());
    }
}
