package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Behind a link: who opens an account says their name and chooses a password; who comes back chooses a password. */
public record NewcomerPage(NewcomerForm form, Email email, boolean returning, List<Mistake> mistakes)
        implements Correctable {
    public int shortest() {
        return Passwords.SHORTEST;
    }
}
