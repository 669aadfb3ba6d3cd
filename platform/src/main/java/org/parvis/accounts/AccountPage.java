package org.parvis.accounts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/**
 * Everything that one's account is, on one page.
 *
 * @param done what was just done: the end of a message's key, or anything else for nothing
 * @param typed what a refused form held
 */
public record AccountPage(
        Person person,
        List<Mandates.Mandate> mandates,
        List<Affiliations.Affiliation> affiliations,
        List<Organisation> organisations,
        List<Sessions.Session> sessions,
        String done,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Page {
    private static final Set<String> DONE = Set.of(
            "bienvenue",
            "profil",
            "adresse",
            "adresse-confirmee",
            "mot-de-passe",
            "sessions",
            "organisation",
            "retrait");

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public boolean isDone() {
        return DONE.contains(done);
    }

    public String typed(String field, String known) {
        return typed.getOrDefault(field, known);
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
