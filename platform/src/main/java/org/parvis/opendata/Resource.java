package org.parvis.opendata;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;

/**
 * One kind of public thing, as programs read it.
 *
 * @param name in addresses: {@code /api/v1/commitments}
 * @param sql its public rows, with every field and every column of the order by name; {@code :now}, {@code :day} and {@code :zone}
 *     are the civic clock's
 * @param reads the tables that its rows come from
 * @param order by which it is listed, a page after the other: stable, and unique together
 * @param key the fields that name a row in its address, between colons
 * @param changed when a row was last changed: a column, not null; none where that is not known
 * @param tied fields whose addresses must lead to something public, or else the row is nobody's to read
 * @param pages whether each row is a page of its own, for the site map
 * @param listed the page for people that lists the same
 */
public record Resource(
        String name,
        Bilingual title,
        Bilingual about,
        String sql,
        List<String> reads,
        List<Column> order,
        List<String> key,
        @Nullable Column changed,
        List<Field> fields,
        List<String> tied,
        boolean pages,
        String listed,
        @Nullable Feed feed) {

    /** A column by its name and its type in the database. */
    public record Column(String name, String type) {}

    /** Its latest changes as a feed at {@code /flux/{name}.atom}: columns of its rows, in both languages. */
    public record Feed(String name, String title, @Nullable String summary) {}

    Field field(String wanted) {
        return fields.stream().filter(f -> f.name().equals(wanted)).findFirst().orElseThrow();
    }

    Stream<Field> filters() {
        return fields.stream().filter(Field::filter);
    }

    public String path() {
        return "/api/v1/" + name;
    }

    /** Where its feed is read in this language; only where it has one. */
    public String feedPath(Language language) {
        return "/flux/" + Objects.requireNonNull(feed).name() + ".atom" + (language == Language.FR ? "" : "?lang=en");
    }

    static Declaration declare(String name, String fr, String en) {
        return new Declaration(name, new Bilingual(fr, en));
    }

    /** How a resource is declared: what it is, where its rows come from, then its fields in their order. */
    static final class Declaration {
        private final String name;
        private final Bilingual title;
        private final List<Field> fields = new ArrayList<>();
        private Bilingual about = new Bilingual("", null);
        private String sql = "", listed = "/donnees";
        private List<String> reads = List.of(), key = List.of("id"), tied = List.of();
        private List<Column> order = List.of(new Column("id", "bigint"));
        private @Nullable Column changed;
        private boolean pages;
        private @Nullable Feed feed;

        private Declaration(String name, Bilingual title) {
            this.name = name;
            this.title = title;
        }

        Declaration about(String fr, String en) {
            about = new Bilingual(fr, en);
            return this;
        }

        /** Its rows, and all the tables that they are read from. */
        Declaration from(String select, String... tables) {
            sql = select;
            reads = List.of(tables);
            return this;
        }

        Declaration order(Column... columns) {
            order = List.of(columns);
            return this;
        }

        Declaration key(String... names) {
            key = List.of(names);
            return this;
        }

        Declaration changed(String column, Field.Type type) {
            changed = new Column(column, type == Field.Type.DAY ? "date" : "timestamptz");
            return this;
        }

        Declaration tied(String... names) {
            tied = List.of(names);
            return this;
        }

        /** Each row is a page of its own. */
        Declaration pages() {
            pages = true;
            return this;
        }

        Declaration listed(String page) {
            listed = page;
            return this;
        }

        Declaration feed(String called, String titled, @Nullable String summed) {
            feed = new Feed(called, titled, summed);
            return this;
        }

        Declaration text(String named, String fr, String en) {
            return field(named, Field.Type.TEXT, fr, en);
        }

        /** A text in French, {@code …_fr}, and its translation, which may be absent. */
        Declaration bilingual(String named, String fr, String en) {
            text(named + "_fr", fr + ", en français", en + ", in French");
            return text(named + "_en", fr + ", en anglais", en + ", in English").maybe();
        }

        Declaration code(String named, String fr, String en, String... values) {
            return field(named, Field.Type.CODE, fr, en, values);
        }

        Declaration codes(String named, String fr, String en, String... values) {
            return field(named, Field.Type.CODES, fr, en, values);
        }

        Declaration names(String named, String fr, String en) {
            return field(named, Field.Type.NAMES, fr, en);
        }

        Declaration address(String named, String fr, String en) {
            return field(named, Field.Type.ADDRESS, fr, en);
        }

        Declaration integer(String named, String fr, String en) {
            return field(named, Field.Type.INTEGER, fr, en);
        }

        Declaration number(String named, String fr, String en) {
            return field(named, Field.Type.NUMBER, fr, en);
        }

        Declaration yes(String named, String fr, String en) {
            return field(named, Field.Type.BOOLEAN, fr, en);
        }

        Declaration day(String named, String fr, String en) {
            return field(named, Field.Type.DAY, fr, en);
        }

        Declaration moment(String named, String fr, String en) {
            return field(named, Field.Type.MOMENT, fr, en);
        }

        /** What shows a reader that something was invented for the demonstration. */
        Declaration fictional() {
            return yes("fictional", "Inventé pour la démonstration", "Invented for the demonstration");
        }

        private Declaration field(String named, Field.Type type, String fr, String en, String... values) {
            fields.add(new Field(
                    named,
                    type,
                    new Bilingual(fr, en),
                    Stream.of(values).map(Field::code).toList(),
                    false,
                    false));
            return this;
        }

        /** The last field may be absent. */
        Declaration maybe() {
            var last = fields.removeLast();
            fields.add(new Field(last.name(), last.type(), last.description(), last.values(), true, last.filter()));
            return this;
        }

        /** Lists can be narrowed by the last field. */
        Declaration filter() {
            var last = fields.removeLast();
            fields.add(new Field(last.name(), last.type(), last.description(), last.values(), last.nullable(), true));
            return this;
        }

        Resource done() {
            return new Resource(
                    name,
                    title,
                    about,
                    sql,
                    reads,
                    order,
                    key,
                    changed,
                    List.copyOf(fields),
                    tied,
                    pages,
                    listed,
                    feed);
        }
    }
}
