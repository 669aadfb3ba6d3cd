package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A field of a call's form.
 *
 * @param id none where it is new
 * @param earlier the choices on which it may depend
 */
record FieldFormPage(Call call, @Nullable Long id, FieldForm form, List<CallField> earlier, List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return call.path() + "/formulaire/champs/" + (id == null ? "nouveau" : id);
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(CallField.Kind.values())
                .map(kind -> new Choice(kind.name(), visit.say("accelerator.fieldkind", kind)))
                .toList();
    }

    public List<Choice> readers(Visit visit) {
        return Stream.concat(
                        Stream.of("ALL"), Arrays.stream(CallCollege.values()).map(Enum::name))
                .map(value -> new Choice(value, visit.say("accelerator.seenby." + value)))
                .toList();
    }

    public List<Choice> conditions(Visit visit) {
        return earlier.stream()
                .flatMap(field -> field.options().stream()
                        .map(option -> new Choice(
                                FieldForm.condition(field.id(), option.fr()),
                                visit.say("accelerator.field.if", visit.in(field.label()), visit.in(option)))))
                .toList();
    }
}
