package org.parvis.imports;

import java.util.List;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Visit;

/** A file that cannot be read as a table: nothing of it is kept, and one sentence says why. */
public final class BadSource extends RuntimeException {
    private final String key;
    private final transient List<Object> arguments;

    public BadSource(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    public String sentence(Visit visit) {
        return visit.say(key, arguments.toArray());
    }

    public String sentence(Messages messages, Language language) {
        return messages.say(language, key, arguments.toArray());
    }

    public String key() {
        return key;
    }
}
