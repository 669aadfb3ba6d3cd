package org.parvis.panels;

import java.text.NumberFormat;
import org.parvis.web.Visit;

/** Chances as people read them. */
final class Percents {
    private Percents() {}

    /** « 8,02 % »: two figures after the comma. */
    static String of(double chance, Visit visit) {
        var format = NumberFormat.getPercentInstance(visit.language().locale());
        format.setMinimumFractionDigits(0);
        format.setMaximumFractionDigits(2);
        return format.format(chance);
    }
}
