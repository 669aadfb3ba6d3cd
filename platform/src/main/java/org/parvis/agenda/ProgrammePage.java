package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A forum's slots and workshops, for whoever organises it.
 *
 * @param number the workshop that is changed, none for a new one
 * @param starts a new slot's hours as they were typed, {@code ends} likewise
 */
record ProgrammePage(
        Gathering gathering,
        Gathering.Programme programme,
        List<Quota> quotas,
        @Nullable Integer number,
        WorkshopForm form,
        String starts,
        String ends,
        List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> slots(Visit visit) {
        return programme.slots().stream()
                .map(s -> new Choice(
                        Integer.toString(s.number()),
                        Hours.of(s.startsAt(), s.endsAt(), gathering.zone()).whole(visit)))
                .toList();
    }

    public List<Quota> quotas(Gathering.Workshop workshop) {
        return quotas.stream()
                .filter(q -> q.workshop() != null && q.workshop() == workshop.id())
                .toList();
    }

    public String workshopAction() {
        return gathering.path() + "/programme/ateliers" + (number == null ? "" : "/" + number);
    }
}
