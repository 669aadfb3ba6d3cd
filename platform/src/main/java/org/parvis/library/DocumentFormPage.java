package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Language;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A document to be published, or what is said of one.
 *
 * @param document none where it is new
 * @param replaced the one that a new one takes the place of
 */
record DocumentFormPage(
        @Nullable Document document,
        @Nullable Document replaced,
        DocumentForm form,
        List<Choice> plans,
        boolean overtaken,
        List<Mistake> mistakes)
        implements Correctable {
    @Override
    public int status() {
        return overtaken ? 409 : Correctable.super.status();
    }

    public String action() {
        return document == null ? "/documents" : document.path() + "/modification";
    }

    public List<Choice> stages(Visit visit) {
        return Arrays.stream(Document.Stage.values())
                .map(s -> new Choice(s.slug(), visit.say("library.stage", s)))
                .toList();
    }

    public List<Choice> languages(Visit visit) {
        return Arrays.stream(Language.values())
                .map(l -> new Choice(l.code(), visit.say("web.language", l)))
                .toList();
    }

    public List<Choice> licences(Visit visit) {
        return Arrays.stream(Licence.values())
                .map(l -> new Choice(l.name(), visit.say("library.licence", l)))
                .toList();
    }
}
