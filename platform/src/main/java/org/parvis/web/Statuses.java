package org.parvis.web;

import java.util.List;
import java.util.Locale;

/** How a completion looks: the same shape, letter and colour in a cell, a badge, a timeline and a legend. */
public final class Statuses {
    /** From nothing known to everything done. */
    public static final List<String> CODES =
            List.of("NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE");

    private Statuses() {}

    public static String style(String code) {
        return "is-" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static String letter(Visit visit, String code) {
        return visit.say("web.letter." + code);
    }
}
