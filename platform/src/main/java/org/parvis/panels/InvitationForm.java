package org.parvis.panels;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/** A list to invite from, or what chance said of it, as it was typed. */
record InvitationForm(Typed typed) {
    private static final int LONGEST = 300;

    public String get(String name) {
        return typed.get(name);
    }

    /** @param hasFile whether a file was sent, in the place of a list that is pasted */
    List<Mistake> mistakes(boolean hasFile, ZoneId zone, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (hasFile != get("liste").isEmpty()) mistakes.add(mistake("liste", "one", visit));
        if (!isLine("origine")) mistakes.add(mistake("origine", "bad", visit));
        if (wanted() == 0) mistakes.add(mistake("combien", "bad", visit));
        if (!isLine("source")) mistakes.add(mistake("source", "bad", visit));
        if (typed.moment("pas_avant", zone) == null) mistakes.add(mistake("pas_avant", "bad", visit));
        return mistakes;
    }

    Invitations.Sheet sheet(ZoneId zone) {
        return new Invitations.Sheet(
                get("origine"), wanted(), get("source"), Objects.requireNonNull(typed.moment("pas_avant", zone)));
    }

    /** At which field what a door refused is said. */
    static Mistake refused(BadInput bad, boolean hasFile, Visit visit) {
        String key = String.valueOf(bad.getMessage());
        String field = key.contains(".wanted.")
                ? "combien"
                : key.contains(".notBefore.")
                        ? "pas_avant"
                        : key.contains(".publishedAt.")
                                ? "publie"
                                : key.contains(".randomness.") ? "alea" : hasFile ? "fichier" : "liste";
        return new Mistake(field, bad.sentence(visit));
    }

    private static Mistake mistake(String field, String fault, Visit visit) {
        return new Mistake(field, visit.say("panels.invitations." + field + "." + fault));
    }

    private boolean isLine(String name) {
        return !get(name).isEmpty()
                && get(name).length() <= LONGEST
                && get(name).chars().noneMatch(Character::isISOControl);
    }

    private int wanted() {
        return get("combien").matches("[1-9][0-9]{0,5}") ? Integer.parseInt(get("combien")) : 0;
    }
}
