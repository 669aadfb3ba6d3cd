package org.parvis.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import org.parvis.web.Language;
import org.parvis.web.Visit;

/** From when until when, in the words of a visit's language and the hours of the place. */
public record Hours(ZonedDateTime from, ZonedDateTime until) {
    public static Hours of(Gathering gathering) {
        return new Hours(gathering.starts(), gathering.ends());
    }

    public static Hours of(Instant from, Instant until, ZoneId zone) {
        return new Hours(from.atZone(zone), until.atZone(zone));
    }

    /** « jeudi 17 juin 2021 », or « du 23 avril 2021 au 24 avril 2021 ». */
    public String days(Visit visit) {
        LocalDate first = from.toLocalDate(), last = until.minusNanos(1).toLocalDate();
        if (!first.equals(last)) return visit.say("agenda.hours.days", visit.date(first), visit.date(last));
        return first.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, visit.language().locale()) + " " + visit.date(first);
    }

    /** « de 9 h à 12 h 30 ». */
    public String times(Visit visit) {
        return visit.say("agenda.hours.times", time(visit, from), time(visit, until));
    }

    /** « jeudi 17 juin 2021, de 9 h à 12 h 30 ». */
    public String whole(Visit visit) {
        return days(visit) + ", " + times(visit);
    }

    /** « 9 h 30 », “9:30 am”. */
    public static String time(Visit visit, ZonedDateTime at) {
        if (visit.language() == Language.EN)
            return DateTimeFormatter.ofPattern("h:mm a", visit.language().locale())
                    .format(at);
        return at.getMinute() == 0
                ? at.getHour() + "\u00a0h"
                : at.getHour() + "\u00a0h\u00a0" + String.format("%02d", at.getMinute());
    }
}
