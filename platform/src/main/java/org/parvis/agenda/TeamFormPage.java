package org.parvis.agenda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.springframework.web.util.UriUtils;

/**
 * Making a team, or finding one.
 *
 * @param secret of the ticket by which the person is known; empty where it is by their account
 * @param who none for whoever holds no registration
 */
record TeamFormPage(
        Gathering gathering,
        String secret,
        Participants.@Nullable Participant who,
        List<Team> open,
        List<Choice> challenges,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Correctable {
    public String get(String field) {
        return OutcomeForm.typed(typed, field);
    }

    /** What keeps a person known on the next page. */
    static String query(String secret) {
        return secret.isEmpty() ? "" : "?jeton=" + UriUtils.encode(secret, StandardCharsets.UTF_8);
    }

    public String query() {
        return query(secret);
    }
}
