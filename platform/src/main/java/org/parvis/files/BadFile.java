package org.parvis.files;

import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A file that cannot be taken: uncaught it is a 400 with its sentence; a form catches it and shows it at its field. */
public final class BadFile extends BadInput {
    private final String key;
    private final transient Object[] arguments;

    BadFile(String key, Object... arguments) {
        super(key, arguments);
        this.key = key;
        this.arguments = arguments;
    }

    /** The message that says why. */
    public String key() {
        return key;
    }

    public Mistake at(String field, Visit visit) {
        return new Mistake(field, visit.say(key, arguments));
    }
}
