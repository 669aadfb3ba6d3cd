package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Page;

/** @param next the address after which the next page starts, or empty */
public record PeoplePage(String q, List<Person> people, String next, List<Affiliations.Claim> claims) implements Page {
    static PeoplePage of(String q, List<Person> found, List<Affiliations.Claim> claims) {
        boolean more = found.size() > People.PAGE;
        List<Person> shown = more ? found.subList(0, People.PAGE) : found;
        return new PeoplePage(q, shown, more ? shown.getLast().email().text() : "", claims);
    }

    @Override
    public boolean isPublic() {
        return false;
    }
}
