package org.parvis.web;

import java.text.NumberFormat;

/** A file's size in words: « 2,1 Mo », “2.1 MB” (of 1,000 bytes). */
public final class FileSize {
    private static final String[] UNITS = {"byte", "kilo", "mega", "giga"};

    private FileSize() {}

    public static String of(Visit visit, long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        var format = NumberFormat.getInstance(visit.language().locale());
        format.setMaximumFractionDigits(unit < 2 ? 0 : 1);
        return visit.say("web.size." + UNITS[unit], format.format(size));
    }
}
