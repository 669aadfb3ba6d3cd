package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** What was typed in one of the forms by which cohorts and initiatives are followed. */
public record SupportForm(Typed typed) {
    static final SupportForm EMPTY = new SupportForm(Typed.NOTHING);

    static SupportForm of(MultiValueMap<String, String> fields) {
        return new SupportForm(Typed.of(fields));
    }

    public String get(String name) {
        return typed.get(name);
    }

    @Nullable
    LocalDate date(String name) {
        return typed.date(name);
    }

    Bilingual text(String name) {
        return typed.text(name);
    }

    /** What must be filled in, in at most so many characters. */
    void mustHave(String name, int longest, List<Mistake> mistakes, Visit visit) {
        if (typed.isEmpty(name)) mistakes.add(new Mistake(name, visit.say("accelerator.support.field.missing")));
        mayHave(name, longest, mistakes, visit);
    }

    void mayHave(String name, int longest, List<Mistake> mistakes, Visit visit) {
        if (typed.isLonger(name, longest))
            mistakes.add(new Mistake(name, visit.say("accelerator.support.field.long", longest)));
    }

    void mustHaveDate(String name, List<Mistake> mistakes, Visit visit) {
        if (date(name) == null) mistakes.add(new Mistake(name, visit.say("accelerator.support.field.date")));
    }
}
