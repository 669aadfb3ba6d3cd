package org.parvis.accelerator;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.StoredFile;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * Applying: what was typed, what is wrong in it, and what another page of the same person saved meanwhile.
 *
 * @param draft none until something is kept
 * @param files what is attached, by field
 * @param elsewhere the draft as another page saved it, where this one was typed over an older
 * @param typedEmail of somebody who is asked to apply too, where it was refused
 */
record ApplicationFormPage(
        Call call,
        List<CallField> fields,
        ApplicationForm form,
        @Nullable Application draft,
        Map<Long, List<StoredFile>> files,
        List<Submissions.CoApplicant> coApplicants,
        @Nullable ApplicationForm elsewhere,
        String writer,
        String typedEmail,
        Instant now,
        List<Mistake> mistakes)
        implements Correctable {
    static Map<Long, List<StoredFile>> files(List<Application.Answer> answers) {
        return answers.stream()
                .collect(Collectors.toMap(answer -> answer.field().id(), Application.Answer::files));
    }

    public boolean isOpen() {
        return call.phase(now) == Call.Phase.OPEN;
    }

    public String phase() {
        return call.phase(now).name();
    }

    public int edition() {
        return draft == null ? 0 : draft.edition();
    }

    public String closes(Visit visit) {
        return Moments.of(call.closes(), visit);
    }

    public String opens(Visit visit) {
        return Moments.of(call.opens(), visit);
    }

    public List<Choice> kinds(Visit visit) {
        return call.applicants().stream()
                .map(kind -> new Choice(kind.name(), visit.say("accelerator.kind", kind)))
                .toList();
    }

    public List<Choice> themes(Visit visit) {
        return Arrays.stream(Theme.values())
                .filter(theme -> call.themes().isEmpty() || call.themes().contains(theme))
                .map(theme -> new Choice(theme.slug(), visit.say("theme." + theme.name())))
                .toList();
    }

    public List<Choice> options(CallField field, Visit visit) {
        return field.options().stream()
                .map(option -> new Choice(option.fr(), visit.in(option)))
                .toList();
    }

    /** Whether a heading stands before it. */
    public boolean opensSection(CallField field) {
        int i = fields.indexOf(field);
        Bilingual before = i == 0 ? new Bilingual("", null) : fields.get(i - 1).section();
        return !field.section().fr().isEmpty() && !field.section().equals(before);
    }

    public String section(CallField field) {
        return "section-" + field.id();
    }

    public String condition(CallField field, Visit visit) {
        return CallBuilderPage.condition(fields, field, visit);
    }

    /** How to answer it, after when it is to be answered at all. */
    public String hint(CallField field, Visit visit) {
        String hint = visit.in(field.hint());
        if (field.shownIf() == null) return hint;
        return visit.say("accelerator.apply.only", condition(field, visit)) + (hint.isEmpty() ? "" : " " + hint);
    }

    /** Whether it is to be answered in all cases; where it depends on another, its hint says when. */
    public boolean isRequired(CallField field) {
        return field.required() && field.shownIf() == null;
    }

    public List<StoredFile> files(CallField field) {
        return files.getOrDefault(field.id(), List.of());
    }

    public String fileTypes() {
        return FileType.extensionsOfAll();
    }

    /** A value that another page saved otherwise. */
    public record Difference(String label, String here, String there) {}

    public List<Difference> differences(Visit visit) {
        if (elsewhere == null) return List.of();
        var labels = new LinkedHashMap<String, String>();
        for (String name : List.of("nature", "nom", "titre", "resume", "theme", "territoire", "public"))
            labels.put(name, visit.say("accelerator.apply." + name));
        for (var field : fields) labels.put(field.name(), visit.in(field.label()));
        return labels.entrySet().stream()
                .filter(label -> !Objects.equals(form.get(label.getKey()), elsewhere.get(label.getKey())))
                .map(label -> new Difference(label.getValue(), form.get(label.getKey()), elsewhere.get(label.getKey())))
                .toList();
    }
}
