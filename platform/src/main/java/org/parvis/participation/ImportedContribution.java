package org.parvis.participation;

import java.text.Normalizer;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.territories.Theme;

/**
 * A contribution as a file brings it, its author unnamed.
 *
 * @param source what it is called there, unlike any other of the file
 * @param supports as the file counts them
 */
record ImportedContribution(
        String source,
        String title,
        String text,
        @Nullable Theme theme,
        @Nullable String place,
        @Nullable String authorKind,
        String language,
        @Nullable Instant publishedAt,
        int supports) {

    static final int LONGEST = 20_000;
    private static final int LONGEST_TITLE = 200, TITLE_FROM_TEXT = 90, LONGEST_SOURCE = 200;
    private static final Pattern HTML =
            Pattern.compile("<(p|br|div|ul|ol|li|strong|em|a|span)\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUPPORTS = Pattern.compile("[0-9]{1,9}");
    private static final List<DateTimeFormatter> MOMENTS = List.of(
            DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm[:ss][.SSSSSS][.SSS]", Locale.ROOT),
            DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm[:ss]", Locale.ROOT));
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT));

    /** What a row holds, and the names that files give it. */
    static final List<ImportKind.Field> FIELDS = List.of(
            ImportKind.Field.of("id", "participation.field.id", true, "ref", "reference", "code", "source"),
            ImportKind.Field.of("title", "participation.field.title", false, "titre", "subject"),
            ImportKind.Field.of("text", "participation.field.text", true, "texte", "description", "body", "contenu"),
            ImportKind.Field.of("theme", "participation.field.theme", false, "categorie"),
            ImportKind.Field.of("place", "participation.field.place", false, "lieu", "commune", "territoire"),
            ImportKind.Field.of(
                    "author_kind", "participation.field.author_kind", false, "type_auteur", "auteur", "author_type"),
            ImportKind.Field.of("language", "participation.field.language", false, "langue", "lang"),
            ImportKind.Field.of(
                    "published_at", "participation.field.published_at", false, "publie_le", "created_at", "date"),
            ImportKind.Field.of(
                    "supports", "participation.field.supports", false, "soutiens", "cached_votes_up", "votes"));

    /** The read row, or what is wrong with it. */
    record Read(@Nullable ImportedContribution it, List<Fault> faults) {}

    /** @param values by the names of the fields; {@code language} of the rows that do not say theirs */
    static Read read(Map<String, String> values, String language, ZoneId zone) {
        var faults = new ArrayList<Fault>();
        String source = value(values, "id");
        if (source.isEmpty()) faults.add(Fault.of("id", "participation.import.id"));
        if (source.length() > LONGEST_SOURCE) faults.add(Fault.of("id", "participation.import.long", LONGEST_SOURCE));
        String title = words(value(values, "title")), text = words(value(values, "text"));
        if (title.isEmpty() && text.isEmpty()) faults.add(Fault.of("text", "participation.import.text"));
        if (text.length() > LONGEST) faults.add(Fault.of("text", "participation.import.long", LONGEST));
        String theme = value(values, "theme");
        var known = Theme.find(bare(theme));
        if (!theme.isEmpty() && known.isEmpty()) faults.add(Fault.of("theme", "participation.import.theme", theme));
        String spoken = value(values, "language").toLowerCase(Locale.ROOT);
        if (!spoken.matches("([a-z]{2,3})?")) faults.add(Fault.of("language", "participation.import.language"));
        String date = value(values, "published_at");
        Instant publishedAt = moment(date, zone);
        if (!date.isEmpty() && publishedAt == null) faults.add(Fault.of("published_at", "participation.import.date"));
        String supports = value(values, "supports");
        if (!supports.isEmpty() && !SUPPORTS.matcher(supports).matches())
            faults.add(Fault.of("supports", "participation.import.number"));
        if (!faults.isEmpty()) return new Read(null, faults);
        return new Read(
                new ImportedContribution(
                        source,
                        title(title, text),
                        text,
                        known.orElse(null),
                        cut(value(values, "place"), 120),
                        cut(value(values, "author_kind"), 80),
                        spoken.isEmpty() ? language : spoken,
                        publishedAt,
                        supports.isEmpty() ? 0 : Integer.parseInt(supports)),
                List.of());
    }

    private static String value(Map<String, String> values, String field) {
        return values.getOrDefault(field, "");
    }

    /** Text that another platform kept as HTML, as plain paragraphs. */
    private static String words(String text) {
        if (text.indexOf('<') < 0 || !HTML.matcher(text).find()) return text;
        var body = Jsoup.parseBodyFragment(text).body();
        for (Element end : body.select("br")) end.replaceWith(new TextNode("\n"));
        for (Element block : body.select("p, div, li, h1, h2, h3")) block.appendChild(new TextNode("\n\n"));
        return body.wholeText()
                .replaceAll("[ \\t\\u00a0]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    /** A contribution without a title is named by its first words. */
    private static String title(String title, String text) {
        String whole = (title.isEmpty() ? text : title).replaceAll("\\s+", " ").strip();
        int longest = title.isEmpty() ? TITLE_FROM_TEXT : LONGEST_TITLE;
        if (whole.length() <= longest) return whole;
        int end = whole.lastIndexOf(' ', longest - 1);
        return whole.substring(0, end < longest / 2 ? longest - 1 : end) + "…";
    }

    private static @Nullable String cut(String text, int longest) {
        if (text.isEmpty()) return null;
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
    }

    /** A moment without an offset is the consultation's. */
    private static @Nullable Instant moment(String typed, ZoneId zone) {
        if (typed.isEmpty()) return null;
        try {
            if (typed.length() > 19 && (typed.endsWith("Z") || typed.matches(".*[+-]\\d\\d:\\d\\d")))
                return OffsetDateTime.parse(typed.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
        for (var format : typed.length() > 10 ? MOMENTS : DAYS) {
            var at = new ParsePosition(0);
            var read = format.parseUnresolved(typed, at);
            if (read == null || at.getIndex() < typed.length()) continue;
            try {
                return typed.length() > 10
                        ? LocalDateTime.parse(typed, format).atZone(zone).toInstant()
                        : LocalDate.parse(typed, format).atStartOfDay(zone).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }
        return null;
    }

    /** The row of PostgreSQL's COPY (text format), with the line it stood on. */
    String copied(long line) {
        var row = new StringBuilder(text.length() + 256);
        row.append(line).append('\t');
        escape(row, source).append('\t');
        escape(row, title).append('\t');
        escape(row, text).append('\t');
        escape(row, theme == null ? null : theme.name()).append('\t');
        escape(row, place).append('\t');
        escape(row, authorKind).append('\t');
        row.append(language).append('\t');
        escape(row, publishedAt == null ? null : publishedAt.toString()).append('\t');
        return row.append(supports).append('\n').toString();
    }

    private static StringBuilder escape(StringBuilder row, @Nullable String value) {
        if (value == null) return row.append("\\N");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> row.append("\\\\");
                case '\t' -> row.append("\\t");
                case '\n' -> row.append("\\n");
                case '\r' -> row.append("\\r");
                default -> row.append(c);
            }
        }
        return row;
    }
}
