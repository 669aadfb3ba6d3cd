package org.parvis.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;

/**
 * One person's roles, as a coordinator gives and ends them.
 *
 * @param administrators whether the one who looks may make administrators
 * @param done what was just done: the end of a message's key, or anything else for nothing
 * @param mandate the one whose form was refused, or 0
 * @param typed what a refused form held
 */
public record PersonPage(
        Person person,
        List<Mandates.Mandate> mandates,
        List<Organisation> organisations,
        boolean administrators,
        String done,
        long mandate,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Correctable {
    private static final Set<String> DONE = Set.of("accorde", "termine", "passe");

    public boolean isDone() {
        return DONE.contains(done);
    }

    public List<Role> roles() {
        return Arrays.stream(Role.values())
                .filter(role -> role != Role.MEMBER && (administrators || role != Role.ADMINISTRATOR))
                .toList();
    }

    public String typed(String field) {
        return mandate == 0 ? typed.getOrDefault(field, "") : "";
    }

    public String typed(String field, long of) {
        return mandate == of ? typed.getOrDefault(field, "") : "";
    }
}
