package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The form of a call that is being prepared.
 *
 * @param call none where it is new
 */
record CallFormPage(
        @Nullable Call call,
        CallForm form,
        List<Choice> abouts,
        List<Choice> organisers,
        List<Choice> panels,
        List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return call == null ? "/accelerateur/appels" : call.path() + "/modification";
    }

    public List<Choice> applicants(Visit visit) {
        return Arrays.stream(ApplicantKind.values())
                .map(kind -> new Choice(kind.name(), visit.say("accelerator.kind", kind)))
                .toList();
    }

    public List<Choice> themes(Visit visit) {
        return Arrays.stream(Theme.values())
                .map(theme -> new Choice(theme.slug(), visit.say("theme." + theme.name())))
                .toList();
    }
}
