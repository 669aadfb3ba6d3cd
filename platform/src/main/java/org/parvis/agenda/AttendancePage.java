package org.parvis.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The desk at a door, on a phone.
 *
 * @param door the workshop whose door it is, none for the gathering's own
 * @param words what was looked for, {@code found} whom it found
 * @param person the one who stands at the desk
 * @param done whether this person was just checked in by this desk
 * @param trouble why what was asked for was not done
 * @param form the walk-in as it was typed
 */
record AttendancePage(
        Gathering gathering,
        Gathering.Programme programme,
        Gathering.@Nullable Workshop door,
        List<Quota> quotas,
        Turnout turnout,
        boolean open,
        String words,
        List<Attendee> found,
        @Nullable Attendee person,
        boolean done,
        @Nullable String trouble,
        int status,
        Map<String, String> form,
        List<Mistake> mistakes)
        implements Correctable {
    public String path() {
        return gathering.path() + "/emargement";
    }

    /** Its address, at a door. */
    public String at(Gathering.@Nullable Workshop workshop) {
        return path() + (workshop == null ? "" : "?atelier=" + workshop.number());
    }

    /** The address that opens someone at this door. */
    public String at(Attendee attendee) {
        return path() + "?personne=" + attendee.id() + (door == null ? "" : "&atelier=" + door.number());
    }

    public String doorNumber() {
        return door == null ? "" : Integer.toString(door.number());
    }

    /** The quotas of this door. */
    public List<Quota> shares() {
        return quotas.stream()
                .filter(q -> door == null
                        ? q.workshop() == null
                        : Long.valueOf(door.id()).equals(q.workshop()))
                .toList();
    }

    public String time(Visit visit, Instant at) {
        return Hours.time(visit, at.atZone(gathering.zone()));
    }

    public String typed(String field) {
        return form.getOrDefault(field, "");
    }

    public List<Choice> colleges(Visit visit) {
        return java.util.Arrays.stream(College.values())
                .filter(gathering::admits)
                .map(c -> new Choice(c.name(), visit.say("college", c)))
                .toList();
    }

    public List<Choice> workshops(Visit visit) {
        return programme.workshops().stream()
                .map(w -> new Choice(Integer.toString(w.number()), visit.in(w.title())))
                .toList();
    }

    /**
     * A figure of the board.
     *
     * @param key by which a poll names it
     */
    public record Counter(
            String key, College.@Nullable Side side, Gathering.@Nullable Workshop workshop, Turnout.Sum sum) {}

    public List<Counter> counters() {
        return counters(turnout, programme);
    }

    /** All, the two sides, each workshop. */
    static List<Counter> counters(Turnout turnout, Gathering.Programme programme) {
        var counters = new ArrayList<Counter>();
        counters.add(new Counter("tous", null, null, turnout.all()));
        for (var side : College.Side.values())
            counters.add(new Counter(GatheringFilter.slug(side), side, null, turnout.of(side)));
        for (var workshop : programme.workshops())
            counters.add(new Counter("atelier-" + workshop.number(), null, workshop, turnout.of(workshop)));
        return counters;
    }

    /** The same, for whoever polls. */
    static Map<String, Integer> figures(Turnout turnout, Gathering.Programme programme) {
        var figures = new LinkedHashMap<String, Integer>();
        for (var counter : counters(turnout, programme)) {
            figures.put(counter.key() + ".inscrits", counter.sum().registered());
            figures.put(counter.key() + ".presents", counter.sum().present());
        }
        return figures;
    }
}
