package org.parvis.agenda;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A workshop of a forum as it was typed. */
public record WorkshopForm(Typed typed) {
    private static final int LONGEST_TITLE = 200, LONGEST_TEXT = 5_000;

    static WorkshopForm of(MultiValueMap<String, String> fields) {
        return new WorkshopForm(Typed.of(fields));
    }

    static WorkshopForm of(Gathering.Workshop workshop, List<Quota> quotas, ZoneId zone) {
        Map<String, String> values = new HashMap<>(SharesForm.values(quotas));
        values.put("creneau", Integer.toString(workshop.slot()));
        values.put("titre", workshop.title().fr());
        values.put("titre_en", Objects.requireNonNullElse(workshop.title().en(), ""));
        var text = workshop.text();
        values.put("presentation", text == null ? "" : text.fr());
        values.put("presentation_en", text == null ? "" : Objects.requireNonNullElse(text.en(), ""));
        values.put("salle", Objects.requireNonNullElse(workshop.room(), ""));
        Instant release = quotas.isEmpty() ? null : quotas.getFirst().releaseAt();
        values.put(
                "liberation",
                release == null ? "" : release.atZone(zone).toLocalDateTime().toString());
        return new WorkshopForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    public SharesForm shares() {
        return new SharesForm(this::get);
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("titre").isEmpty()) mistakes.add(new Mistake("titre", visit.say("agenda.form.titre.missing")));
        if (typed.isLonger("titre", LONGEST_TITLE))
            mistakes.add(new Mistake("titre", visit.say("agenda.form.long", LONGEST_TITLE)));
        if (typed.isLonger("presentation", LONGEST_TEXT))
            mistakes.add(new Mistake("presentation", visit.say("agenda.form.long", LONGEST_TEXT)));
        if (get("salle").length() > LONGEST_TITLE)
            mistakes.add(new Mistake("salle", visit.say("agenda.form.long", LONGEST_TITLE)));
        if (!get("creneau").matches("[0-9]{1,4}"))
            mistakes.add(new Mistake("creneau", visit.say("agenda.workshop.slot")));
        mistakes.addAll(shares().mistakes(visit));
        return mistakes;
    }

    Gatherings.WorkshopSheet sheet(ZoneId zone) {
        return new Gatherings.WorkshopSheet(
                Integer.parseInt(get("creneau")),
                new Bilingual(get("titre"), get("titre_en")),
                Bilingual.ofNullable(get("presentation"), get("presentation_en")),
                orNull(get("salle")),
                shares().shares(),
                typed.moment("liberation", zone));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
