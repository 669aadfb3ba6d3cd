package org.parvis.accounts;

import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A rule that a form's field breaks: the page shows it again, with what was typed. */
public class Invalid extends RuntimeException {
    private final String field;
    private final String key;
    private final transient Object[] arguments;

    Invalid(String field, String key, Object... arguments) {
        super(field + ": " + key);
        this.field = field;
        this.key = key;
        this.arguments = arguments;
    }

    public String field() {
        return field;
    }

    public String key() {
        return key;
    }

    public Object[] arguments() {
        return arguments.clone();
    }

    Mistake mistake(Visit visit) {
        return new Mistake(field, visit.say(key, arguments));
    }
}
