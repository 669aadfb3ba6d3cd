package org.parvis.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two languages of every page. French stands at the root, English under {@code /en}. */
public enum Language {
    FR(Locale.FRANCE, ""),
    EN(Locale.UK, "/en");

    private final Locale locale;
    private final String prefix;

    Language(Locale locale, String prefix) {
        this.locale = locale;
        this.prefix = prefix;
    }

    public Locale locale() {
        return locale;
    }

    /** The beginning of every page's path in this language. */
    public String prefix() {
        return prefix;
    }

    /** The BCP 47 code, as in {@code <html lang>}. */
    public String code() {
        return locale.getLanguage();
    }

    public Language other() {
        return this == FR ? EN : FR;
    }

    /** The language of a file's {@code ?lang=}. */
    public static Optional<Language> find(String code) {
        return Arrays.stream(values()).filter(l -> l.code().equals(code)).findFirst();
    }
}
