package org.parvis.accelerator;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.parvis.web.Language;
import org.parvis.web.Visit;

/** A moment in the zone of its call: « 26 janvier 2022, 23:59 (Europe/Paris) ». */
final class Moments {
    private Moments() {}

    static String of(ZonedDateTime moment, Visit visit) {
        return of(moment, visit.language());
    }

    static String of(ZonedDateTime moment, Language language) {
        return of(moment, language, "HH:mm");
    }

    /** To the millisecond, as what decides has it. */
    static String exact(ZonedDateTime moment, Language language) {
        return of(moment, language, "HH:mm:ss.SSS");
    }

    private static String of(ZonedDateTime moment, Language language, String hour) {
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .format(moment);
        if (language == Language.FR && moment.getDayOfMonth() == 1) day = "1er" + day.substring(1);
        return day + ", " + DateTimeFormatter.ofPattern(hour).format(moment) + " (" + moment.getZone() + ")";
    }
}
