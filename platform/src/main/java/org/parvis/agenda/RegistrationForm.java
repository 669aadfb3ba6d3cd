package org.parvis.agenda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A registration as it was typed: name, address, for whom one speaks, a workshop a slot, answers, needs. */
public record RegistrationForm(Typed typed) {
    private static final int LONGEST_NAME = 120, LONGEST_ORGANISATION = 200, LONGEST_ANSWER = 1_000;

    static RegistrationForm of(MultiValueMap<String, String> fields) {
        return new RegistrationForm(Typed.of(fields));
    }

    public String get(String name) {
        return typed.get(name);
    }

    /** The field of a slot's workshop, of a question's answer. */
    public static String slot(int number) {
        return "creneau_" + number;
    }

    public static String question(long id) {
        return "question_" + id;
    }

    List<Mistake> mistakes(
            Gathering gathering, Gathering.Programme programme, List<GatheringQuestion> questions, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("nom").isEmpty() || get("nom").length() > LONGEST_NAME)
            mistakes.add(new Mistake("nom", visit.say("agenda.registration.nom.bad", LONGEST_NAME)));
        if (Email.find(get("courriel")).isEmpty())
            mistakes.add(new Mistake("courriel", visit.say("agenda.registration.courriel.bad")));
        var college = college();
        if (college == null) mistakes.add(new Mistake("college", visit.say("agenda.registration.college.missing")));
        else if (!gathering.admits(college))
            mistakes.add(new Mistake("college", visit.say("agenda.registration.reserved")));
        if (get("organisation").length() > LONGEST_ORGANISATION)
            mistakes.add(new Mistake("organisation", visit.say("agenda.form.long", LONGEST_ORGANISATION)));
        for (var slot : programme.slots()) {
            String chosen = get(slot(slot.number()));
            if (!chosen.isEmpty()
                    && programme.in(slot).stream()
                            .noneMatch(w -> Integer.toString(w.number()).equals(chosen)))
                mistakes.add(new Mistake(slot(slot.number()), visit.say("agenda.workshop.slot")));
        }
        for (var question : questions) {
            String answer = get(question(question.id()));
            if (question.required() && answer.isEmpty())
                mistakes.add(new Mistake(question(question.id()), visit.say("agenda.registration.answer.missing")));
            if (answer.length() > LONGEST_ANSWER
                    || !answer.isEmpty()
                            && !question.options().isEmpty()
                            && question.options().stream().noneMatch(o -> o.fr().equals(answer)))
                mistakes.add(new Mistake(
                        question(question.id()), visit.say("agenda.registration.answer.bad", LONGEST_ANSWER)));
        }
        if (get("besoins").length() > LONGEST_ANSWER)
            mistakes.add(new Mistake("besoins", visit.say("agenda.form.long", LONGEST_ANSWER)));
        return mistakes;
    }

    @Nullable
    College college() {
        for (College college : College.values()) if (college.name().equals(get("college"))) return college;
        return null;
    }

    /** What a form without mistakes says. */
    Registrations.Sheet sheet(Gathering.Programme programme, List<GatheringQuestion> questions, Visit visit) {
        Map<Long, String> answers = new HashMap<>();
        for (var question : questions) {
            String answer = get(question(question.id()));
            if (!answer.isEmpty()) answers.put(question.id(), answer);
        }
        return new Registrations.Sheet(
                get("nom"),
                Email.find(get("courriel")).orElseThrow(),
                Objects.requireNonNull(college()),
                typed.orNull("organisation"),
                visit.language(),
                programme.slots().stream()
                        .map(s -> get(slot(s.number())))
                        .filter(w -> !w.isEmpty())
                        .map(Integer::valueOf)
                        .toList(),
                answers,
                typed.orNull("besoins"));
    }
}
