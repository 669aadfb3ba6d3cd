package org.parvis.web;

import org.jspecify.annotations.Nullable;

/** What people write, safe in a spreadsheet. */
public final class Csv {
    private Csv() {}

    /** A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection). */
    public static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) return "";
        return "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
