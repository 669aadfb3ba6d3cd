package org.parvis.plan;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A rule that a form broke, before it is said in anyone's language.
 *
 * @param field where to mend it
 * @param key the message that says what to do
 */
public record Breach(String field, String key, List<Object> arguments) {
    static Breach of(String field, String key, Object... arguments) {
        return new Breach(field, key, List.of(arguments));
    }

    Mistake in(Visit visit) {
        return new Mistake(field, visit.say(key, arguments.toArray()));
    }
}
