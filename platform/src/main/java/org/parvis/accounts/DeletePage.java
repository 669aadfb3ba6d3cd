package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** What goes and what stays, before an account is deleted. */
public record DeletePage(List<Mistake> mistakes) implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }
}
