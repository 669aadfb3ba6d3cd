package org.parvis.accounts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

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
        implements Correctable {
    private static final Set<String> DONE = Set.of(
            "bienvenue",
            "profil",
            "adresse",
            "adresse-confirmee",
            "mot-de-passe",
            "sessions",
            "organisation",
            "retrait");

    public boolean isDone() {
        return DONE.contains(done);
    }

    public String typed(String field, String known) {
        return typed.getOrDefault(field, known);
    }

    public int shortest() {
        return Passwords.SHORTEST;
    }
}
