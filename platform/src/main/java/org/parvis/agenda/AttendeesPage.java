package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * Who registered, for whoever organises it.
 *
 * @param needs what must be known to receive them; none on a page that shows a part of the list
 */
record AttendeesPage(
        Gathering gathering,
        Gathering.Programme programme,
        AttendeeFilter filter,
        int count,
        Attendees.Slice slice,
        List<Attendees.Need> needs)
        implements Page {

    @Override
    public boolean isPublic() {
        return false;
    }

    public String path() {
        return gathering.path() + "/inscrits";
    }

    public List<Choice> sides(Visit visit) {
        return Arrays.stream(College.Side.values())
                .map(s -> new Choice(GatheringFilter.slug(s), visit.say("agenda.side", s)))
                .toList();
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(College.values())
                .map(c -> new Choice(AttendeeFilter.slug(c), visit.say("college", c)))
                .toList();
    }

    public List<Choice> workshops(Visit visit) {
        return programme.workshops().stream()
                .map(w -> new Choice(Integer.toString(w.number()), visit.in(w.title())))
                .toList();
    }

    public List<Choice> standings(Visit visit) {
        return Arrays.stream(AttendeeFilter.Standing.values())
                .map(s -> new Choice(s.slug(), visit.say("agenda.registered.state", s)))
                .toList();
    }

    public String side() {
        return filter.side() == null ? "" : GatheringFilter.slug(filter.side());
    }

    public String college() {
        return filter.college() == null ? "" : AttendeeFilter.slug(filter.college());
    }

    public String workshop() {
        return filter.workshop() == null ? "" : Integer.toString(filter.workshop());
    }

    public String standing() {
        return filter.standing() == null ? "" : filter.standing().slug();
    }

    public String previous(Visit visit) {
        return slice.isFirst() || slice.people().isEmpty()
                ? ""
                : turn(visit, null, slice.people().getFirst().id());
    }

    public String next(Visit visit) {
        return slice.isLast() || slice.people().isEmpty()
                ? ""
                : turn(visit, slice.people().getLast().id(), null);
    }

    private static String turn(Visit visit, @Nullable Long after, @Nullable Long before) {
        return visit.with(Map.of(
                "apres", after == null ? "" : after.toString(), "avant", before == null ? "" : before.toString()));
    }

    /** The same list as a table, for a spreadsheet. */
    public String csv(Visit visit) {
        String query = visit.with(Map.of("apres", "", "avant", "")).replaceFirst("^[^?]*", "");
        return path() + ".csv" + query;
    }
}
