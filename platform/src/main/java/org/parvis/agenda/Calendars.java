package org.parvis.agenda;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectWriter;
import java.io.Closeable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gatherings as people's own calendars read them (iCalendar, RFC 5545). Hours are in UTC, which every calendar shows in the
 * hours of its owner; those of the place are said in words. Where one joins online is never in them.
 */
@Component
class Calendars {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final JdbcClient db;
    private final Messages messages;
    private final Settings settings;
    private final CivicClock clock;

    Calendars(JdbcClient db, Messages messages, Settings settings, CivicClock clock) {
        this.db = db;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file of one gathering, as a letter brings it. */
    String ics(Gathering gathering, Language language) {
        var out = new StringWriter();
        try (var file = begin(out, language, null)) {
            file.add(
                    gathering,
                    db.sql("select max(taken_at) as at from gathering_step where gathering_id = ?")
                            .param(gathering.id())
                            .query((row, _) -> Dated.revisedAt(row.getTimestamp("at"), Timestamp.from(clock.now())))
                            .single());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** A gathering, and when something was last decided of it. */
    record Dated(Gathering gathering, Instant revisedAt) {
        static Instant revisedAt(@Nullable Timestamp step, Timestamp otherwise) {
            return (step == null ? otherwise : step).toInstant();
        }
    }

    /**
     * Begins a file, to which any number of gatherings is added and which ends as it is closed.
     *
     * @param name what it is called among the calendars of whoever subscribes to it; none for a file of one gathering
     */
    File begin(Writer out, Language language, @Nullable String name) throws IOException {
        return new File(out, language, name);
    }

    /** The hours where it takes place, and where that is. */
    String hours(Gathering g, Language language) {
        ZonedDateTime from = g.starts(), until = g.ends();
        var whole = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(language.locale());
        var time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(language.locale());
        boolean sameDay = from.toLocalDate().equals(until.toLocalDate());
        return messages.say(
                language,
                "agenda.ics.hours",
                whole.format(from.toLocalDateTime()),
                (sameDay ? time : whole).format(until.toLocalDateTime()),
                g.zone().getId());
    }

    /** A file that is being written. */
    final class File implements Closeable {
        private final VObjectWriter out;
        private final Language language;

        private File(Writer out, Language language, @Nullable String name) throws IOException {
            this.out = new VObjectWriter(new Folding(out), SyntaxStyle.NEW);
            this.out.getFoldedLineWriter().setLineLength(null);
            this.out.setCaretEncodingEnabled(true);
            this.language = language;
            this.out.writeBeginComponent("VCALENDAR");
            this.out.writeVersion("2.0");
            this.out.writeProperty("PRODID", "-//Parvis//Agenda//" + language.name());
            if (name == null) return;
            text("NAME", name);
            text("X-WR-CALNAME", name);
            parameter("REFRESH-INTERVAL", "VALUE", "DURATION", "PT6H");
        }

        void add(Dated dated) {
            try {
                add(dated.gathering(), dated.revisedAt());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(Gathering g, Instant revisedAt) throws IOException {
            String address = settings.publicUrl() + language.prefix() + g.path();
            out.writeBeginComponent("VEVENT");
            out.writeProperty(
                    "UID", "gathering-" + g.id() + "@" + settings.publicUrl().getHost());
            out.writeProperty("DTSTAMP", UTC.format(revisedAt));
            out.writeProperty("LAST-MODIFIED", UTC.format(revisedAt));
            out.writeProperty("DTSTART", UTC.format(g.startsAt()));
            out.writeProperty("DTEND", UTC.format(g.endsAt()));
            out.writeProperty("SEQUENCE", Integer.toString(g.sequence()));
            out.writeProperty(
                    "STATUS",
                    switch (g.standing()) {
                        case PUBLISHED -> "CONFIRMED";
                        case CANCELLED, DECLINED -> "CANCELLED";
                        case DRAFT, PROPOSED -> "TENTATIVE";
                    });
            String title = g.title().in(language);
            text("SUMMARY", g.fictional() ? messages.say(language, "agenda.ics.fictional", title) : title);
            text("DESCRIPTION", g.summary().in(language) + "\n" + hours(g, language) + "\n" + address);
            String place = g.place();
            text("LOCATION", place == null ? messages.say(language, "agenda.mode." + g.mode()) : place);
            out.writeProperty("URL", address);
            for (var organiser : g.organisers().stream().limit(1).toList())
                parameter(
                        "ORGANIZER",
                        "CN",
                        plain(organiser.full().in(language)),
                        settings.publicUrl() + language.prefix() + organiser.path());
            out.writeProperty(
                    "CATEGORIES",
                    Stream.concat(
                                    Stream.of("agenda.kind." + g.kind()),
                                    g.themes().stream().map(t -> "theme." + t))
                            .map(key -> escaped(messages.say(language, key)))
                            .collect(Collectors.joining(",")));
            out.writeEndComponent("VEVENT");
        }

        private void text(String name, String value) throws IOException {
            out.writeProperty(name, escaped(value));
        }

        private void parameter(String name, String parameter, String is, String value) throws IOException {
            var parameters = new VObjectParameters();
            parameters.put(parameter, is);
            out.writeProperty(null, name, parameters, value);
        }

        private static String escaped(String text) {
            return VObjectPropertyValues.escape(plain(text));
        }

        /** Line breaks are the only control characters that a text may hold. */
        private static String plain(String text) {
            return text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
        }

        @Override
        public void close() throws IOException {
            out.writeEndComponent("VCALENDAR");
            out.flush();
        }
    }

    /** Folds lines at 75 octets of UTF-8, never within a character (RFC 5545, 3.1). */
    private static final class Folding extends FilterWriter {
        private static final int LONGEST = 75;
        private int octets;

        Folding(Writer out) {
            super(out);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) write(text[i]);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) write(text.charAt(i));
        }

        @Override
        public void write(int character) throws IOException {
            char c = (char) character;
            // A character beyond the first plane comes as two halves: its four octets are counted with the first.
            int size = Character.isLowSurrogate(c)
                    ? 0
                    : Character.isHighSurrogate(c) ? 4 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            boolean ends = c == '\r' || c == '\n';
            if (!ends && octets + size > LONGEST) {
                out.write("\r\n ");
                octets = 1;
            }
            out.write(c);
            octets = ends ? 0 : octets + size;
        }
    }
}
