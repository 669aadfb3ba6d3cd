package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** An application as it was typed; several choices of a field stand one a line. */
public record ApplicationForm(Typed typed) {
    static final int MOST_FILES = 5;
    private static final Map<String, Integer> LONGEST =
            Map.of("nom", 200, "titre", 200, "resume", 1_000, "territoire", 120);

    static ApplicationForm of(MultiValueMap<String, String> fields) {
        return new ApplicationForm(Typed.all(fields));
    }

    static ApplicationForm of(Application draft, List<Application.Answer> answers) {
        Map<String, String> values = new HashMap<>();
        values.put("nature", draft.kind() == null ? "" : draft.kind().name());
        values.put("nom", draft.name());
        values.put("titre", draft.title());
        values.put("resume", draft.summary());
        values.put("theme", draft.theme() == null ? "" : draft.theme().slug());
        values.put("territoire", draft.territory());
        values.put("public", draft.consents() ? "oui" : "");
        for (var answer : answers) values.put(answer.field().name(), answer.value());
        return new ApplicationForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    public List<String> list(String name) {
        return typed.list(name);
    }

    private @Nullable ApplicantKind kind() {
        return typed.one(ApplicantKind.class, "nature");
    }

    /** Where it was typed. A page without a number is one of its own. */
    Submissions.Tab tab() {
        return new Submissions.Tab(
                typed.number("edition", 0),
                get("page").matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                        ? UUID.fromString(get("page"))
                        : UUID.randomUUID());
    }

    /** The answers as they are kept, by field. */
    private Map<Long, String> answers(List<CallField> fields) {
        Map<Long, String> answers = new LinkedHashMap<>();
        for (var field : fields)
            if (field.kind() != CallField.Kind.FILE) answers.put(field.id(), field.clean(get(field.name())));
        return answers;
    }

    /** What no draft can hold. */
    List<Mistake> excesses(List<CallField> fields, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        LONGEST.forEach((name, longest) -> {
            if (get(name).length() > longest)
                mistakes.add(new Mistake(
                        name,
                        visit.say("accelerator.apply.long", longest, get(name).length())));
        });
        for (var field : fields)
            if (get(field.name()).length() > field.longest())
                mistakes.add(new Mistake(
                        field.name(),
                        visit.say(
                                "accelerator.apply.long",
                                field.longest(),
                                get(field.name()).length())));
        return mistakes;
    }

    /**
     * What is missing or wrong for it to be submitted.
     *
     * @param attached the fields that files answer
     */
    List<Mistake> mistakes(Call call, List<CallField> fields, Set<Long> attached, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        var kind = kind();
        if (kind == null || !call.applicants().contains(kind)) mistakes.add(mistake("nature", visit));
        for (String name : List.of("nom", "titre", "resume"))
            if (get(name).isEmpty()) mistakes.add(mistake(name, visit));
        var theme = Theme.find(get("theme"));
        if (theme.isEmpty() || !call.themes().isEmpty() && !call.themes().contains(theme.get()))
            mistakes.add(mistake("theme", visit));
        var answers = answers(fields);
        var asked = CallField.asked(fields, answers);
        for (var field : fields) {
            if (!asked.contains(field.id())) continue;
            String value = answers.getOrDefault(field.id(), "");
            boolean empty = field.kind() == CallField.Kind.FILE ? !attached.contains(field.id()) : value.isEmpty();
            String fault = empty ? field.required() ? "missing" : null : value.isEmpty() ? null : field.fault(value);
            if (fault != null)
                mistakes.add(new Mistake(
                        field.name(), visit.say("accelerator.apply.field." + fault, visit.in(field.label()))));
        }
        return mistakes;
    }

    private static Mistake mistake(String field, Visit visit) {
        return new Mistake(field, visit.say("accelerator.apply." + field + ".missing"));
    }

    /** As it was typed, for a draft. */
    Submissions.Sheet draft(List<CallField> fields, List<Submissions.Attached> attached) {
        return sheet(
                answers(fields),
                attached,
                list("retirer").stream()
                        .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                        .map(UUID::fromString)
                        .toList());
    }

    /** What a form without mistakes submits: nothing that is not asked of whoever answers so. */
    Submissions.Sheet complete(
            List<CallField> fields, List<Application.Answer> kept, List<Submissions.Attached> attached) {
        var draft = draft(fields, attached);
        var answers = draft.values();
        var asked = CallField.asked(fields, answers);
        answers.keySet().retainAll(asked);
        var removed = new ArrayList<>(draft.removed());
        for (var answer : kept)
            if (!asked.contains(answer.field().id())) answer.files().forEach(file -> removed.add(file.id()));
        return sheet(answers, attached, removed);
    }

    private Submissions.Sheet sheet(
            Map<Long, String> answers, List<Submissions.Attached> attached, List<UUID> removed) {
        return new Submissions.Sheet(
                kind(),
                get("nom"),
                get("titre"),
                get("resume"),
                Theme.find(get("theme")).orElse(null),
                get("territoire"),
                !get("public").isEmpty(),
                answers,
                attached,
                removed);
    }
}
