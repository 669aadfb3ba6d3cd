package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** Behind a link: who opens an account says their name and chooses a password; who comes back chooses a password. */
public record NewcomerPage(NewcomerForm form, Email email, boolean returning, List<Mistake> mistakes) implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

    public int shortest() {
        return Passwords.SHORTEST;
    }
}
