package org.parvis.panels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.accounts.Email;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** Someone's offer to sit, as it was typed. */
public record VolunteerForm(Typed typed) {
    private static final int LONGEST_NAME = 120, LONGEST_ADDRESS = 300;

    static VolunteerForm of(MultiValueMap<String, String> fields) {
        return new VolunteerForm(Typed.of(fields));
    }

    public String get(String name) {
        return typed.get(name);
    }

    /** The field of what is asked. */
    public static String field(Panel.Feature feature) {
        return "critere_" + feature.id();
    }

    List<Mistake> mistakes(Panel panel, List<Panel.Feature> features, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("nom").isEmpty() || get("nom").length() > LONGEST_NAME)
            mistakes.add(new Mistake("nom", visit.say("panels.volunteer.nom.bad", LONGEST_NAME)));
        if (Email.find(get("courriel")).isEmpty())
            mistakes.add(new Mistake("courriel", visit.say("panels.volunteer.courriel.bad")));
        if (panel.oneAHousehold()
                && (Folded.of(get("domicile")).isEmpty() || get("domicile").length() > LONGEST_ADDRESS))
            mistakes.add(new Mistake("domicile", visit.say("panels.volunteer.domicile.bad", LONGEST_ADDRESS)));
        for (var feature : features)
            if (feature.answers().stream().noneMatch(a -> Long.toString(a.id()).equals(get(field(feature)))))
                mistakes.add(new Mistake(field(feature), visit.say("panels.volunteer.answer.missing")));
        if (get("accord").isEmpty()) mistakes.add(new Mistake("accord", visit.say("panels.volunteer.accord.missing")));
        return mistakes;
    }

    /** What a form without mistakes says. */
    Volunteers.Sheet sheet(Panel panel, List<Panel.Feature> features, Visit visit) {
        Map<Long, Long> answers = new HashMap<>();
        for (var feature : features) answers.put(feature.id(), Long.valueOf(get(field(feature))));
        return new Volunteers.Sheet(
                get("nom"),
                Email.find(get("courriel")).orElseThrow(),
                panel.oneAHousehold() ? get("domicile") : null,
                visit.language(),
                answers);
    }
}
