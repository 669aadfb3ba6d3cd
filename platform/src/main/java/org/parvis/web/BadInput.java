package org.parvis.web;

/** A value that cannot be: a 400 whose sentence (a message's key and arguments) says what is allowed. */
public class BadInput extends RuntimeException {
    private final String key;
    private final transient Object[] arguments;

    public BadInput(String key, Object... arguments) {
        super(key);
        this.key = key;
        this.arguments = arguments;
    }

    public String sentence(Visit visit) {
        return visit.say(key, arguments);
    }

    /** The same, for a program. */
    public String sentence(Messages messages, Language language) {
        return messages.say(language, key, arguments);
    }
}
