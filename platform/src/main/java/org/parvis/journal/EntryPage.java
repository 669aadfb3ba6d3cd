package org.parvis.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * One act of office and its link in the chain.
 *
 * @param last whether no entry follows yet
 */
public record EntryPage(Entry entry, Entry.Content act, boolean last, ZoneId zone) implements Page {

    /** « 2 mai 2022 à 09:00 ». */
    public String moment(Visit visit, Instant instant) {
        var local = instant.atZone(zone);
        return visit.say(
                "journal.moment",
                visit.date(local.toLocalDate()),
                DateTimeFormatter.ofPattern("HH:mm", visit.language().locale()).format(local));
    }

    /** In a demonstration the civic day is not the day on which the act was really recorded. */
    public boolean showsRealTime() {
        return !act.realTime().equals(act.civicTime());
    }

    /** What was done, in the words of the room that did it. */
    static String kind(Visit visit, String kind) {
        return named(visit, "journal.kind.", kind);
    }

    static String role(Visit visit, String role) {
        return named(visit, "journal.role.", role);
    }

    public String fact(Visit visit, String name) {
        return named(visit, "journal.fact.", name);
    }

    public String title(Visit visit) {
        return kind(visit, act.kind());
    }

    public String roleName(Visit visit) {
        return role(visit, act.role());
    }

    /** An entry outlives the words of the release that wrote it: what has none any more shows its code. */
    private static String named(Visit visit, String prefix, String code) {
        boolean known = visit.instance().messages().knows(visit.language(), prefix + code);
        return known ? visit.say(prefix + code) : code;
    }
}
