package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The form of a gathering: to create one, to change it, or to propose it.
 *
 * @param gathering none where it is new
 * @param proposal whether an organisation of civil society proposes it
 */
record GatheringFormPage(
        @Nullable Gathering gathering,
        boolean proposal,
        GatheringForm form,
        List<Choice> abouts,
        List<Choice> consultations,
        List<Choice> organisers,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isPublished() {
        return gathering != null && gathering.isPublic();
    }

    public String action() {
        if (gathering != null) return gathering.path() + "/modification";
        return proposal ? "/agenda/propositions" : "/agenda";
    }

    public List<Choice> kinds(Visit visit) {
        return choices(Gathering.Kind.values(), "agenda.kind", visit);
    }

    public List<Choice> modes(Visit visit) {
        return choices(Gathering.Mode.values(), "agenda.mode", visit);
    }

    public List<Choice> initiatives(Visit visit) {
        return choices(College.Side.values(), "agenda.initiative", visit);
    }

    public List<Choice> themes(Visit visit) {
        return choices(Theme.values(), "theme", visit);
    }

    public List<Choice> colleges(Visit visit) {
        return choices(College.values(), "college", visit);
    }

    private static List<Choice> choices(Enum<?>[] values, String key, Visit visit) {
        return Arrays.stream(values)
                .map(v -> new Choice(v.name(), visit.say(key, v)))
                .toList();
    }
}
