package org.parvis.opendata;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.trace.Traces;
import org.parvis.web.BadInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to everything public, as rows: a page of them, one, all of them, the latest. */
@Component
class OpenData {
    static final int USUAL = 50, MOST = 200;
    private static final int BATCH = 5_000;
    private static final int LONGEST = 300;
    private static final int SMALL = 20_000;

    private final JdbcClient db;
    private final CivicClock clock;
    private final Traces traces;
    private final String site;

    OpenData(JdbcClient db, CivicClock clock, Traces traces, Settings settings) {
        this.db = db;
        this.clock = clock;
        this.traces = traces;
        this.site = settings.publicUrl().toString();
    }

    /** Some rows in a row, and where the next ones begin. */
    record Slice(List<Row> rows, @Nullable String next) {}

    /**
     * What a list is asked for: filters by their field, and since when rows changed.
     *
     * @param text all of it as one text, by which a cursor knows its list
     */
    record Asked(
            Map<Field, Object> filters,
            @Nullable Object since,
            @Nullable String cursor,
            int limit,
            String text) {}

    /** @throws BadInput for a parameter that there is not, or a value that it cannot have: it says which there are */
    Asked asked(Resource resource, Map<String, String[]> parameters) {
        var allowed = allowed(resource);
        var given = new TreeMap<String, String>();
        parameters.forEach((name, values) -> {
            if (!allowed.contains(name))
                throw new BadInput("opendata.parameter.unknown", name, String.join(", ", allowed));
            if (values.length != 1) throw new BadInput("opendata.parameter.twice", name);
            if (values[0].length() > (name.equals("cursor") ? 4_000 : LONGEST) || values[0].indexOf('\0') >= 0)
                throw new BadInput("opendata.parameter.long", name);
            given.put(name, values[0]);
        });
        int limit = limit(given.remove("limit"));
        String cursor = given.remove("cursor");
        String text = resource.name() + given;
        String since = given.remove("changed_since");
        var filters = new LinkedHashMap<Field, Object>();
        given.forEach((name, value) -> filters.put(resource.field(name), typed(resource.field(name), value)));
        return new Asked(filters, since == null ? null : since(resource, since), cursor, limit, text);
    }

    static List<String> allowed(Resource resource) {
        return Stream.of(
                        Stream.of("limit", "cursor"),
                        resource.changed() == null ? Stream.<String>empty() : Stream.of("changed_since"),
                        resource.filters().map(Field::name))
                .flatMap(names -> names)
                .toList();
    }

    private static int limit(@Nullable String typed) {
        if (typed == null) return USUAL;
        if (!typed.matches("[0-9]{1,4}") || Integer.parseInt(typed) < 1 || Integer.parseInt(typed) > MOST)
            throw new BadInput("opendata.limit.bad", MOST);
        return Integer.parseInt(typed);
    }

    private static Object typed(Field field, String text) {
        try {
            return switch (field.type()) {
                case INTEGER -> Long.parseLong(text);
                case NUMBER -> new BigDecimal(text);
                case DAY -> LocalDate.parse(text);
                case MOMENT -> Instant.parse(text).atOffset(ZoneOffset.UTC);
                case BOOLEAN -> {
                    if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException(text);
                    yield Boolean.valueOf(text);
                }
                case CODE, CODES -> {
                    if (!field.values().isEmpty() && !field.values().contains(text))
                        throw new IllegalArgumentException(text);
                    yield Field.constant(text);
                }
                default -> text;
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadInput("opendata.parameter.bad", field.name(), field.allowed());
        }
    }

    /** A day, which begins where the instance is, or a moment. */
    private Object since(Resource resource, String text) {
        try {
            boolean days = Objects.requireNonNull(resource.changed()).type().equals("date");
            if (text.length() <= "2022-05-02".length()) {
                var day = LocalDate.parse(text);
                return days ? day : day.atStartOfDay(clock.zone()).toOffsetDateTime();
            }
            var moment = OffsetDateTime.parse(text);
            return days ? moment.atZoneSameInstant(clock.zone()).toLocalDate() : moment;
        } catch (DateTimeException e) {
            throw new BadInput("opendata.since.bad");
        }
    }

    Slice list(Resource resource, Asked asked) {
        var by = new ArrayList<>(resource.order());
        if (asked.since() != null) by.addFirst(Objects.requireNonNull(resource.changed()));
        var after = Cursor.read(asked.cursor(), asked.text(), by);
        var where = new ArrayList<String>();
        var values = values();
        asked.filters().forEach((field, value) -> {
            where.add(
                    field.type().isSeveral()
                            ? ":" + field.name() + " = any (r." + field.name() + ")"
                            : "r." + field.name() + (field.type() == Field.Type.CODE ? "::text" : "") + " = :"
                                    + field.name());
            values.put(field.name(), value);
        });
        if (asked.since() != null) {
            where.add("r." + by.getFirst().name() + " >= :since");
            values.put("since", asked.since());
        }
        var rows = select(resource, by, where, after, asked.limit() + 1, values);
        boolean more = rows.size() > asked.limit();
        var shown = more ? rows.subList(0, asked.limit()) : rows;
        return new Slice(
                open(resource, shown),
                more ? Cursor.of(asked.text(), shown.getLast().place()) : null);
    }

    /** The row that these words of an address name, one for each field of the key. */
    Optional<Row> find(Resource resource, String named) {
        String[] words = named.split(":", -1);
        if (words.length != resource.key().size()) return Optional.empty();
        var where = new ArrayList<String>();
        var values = values();
        for (int i = 0; i < words.length; i++) {
            Field field = resource.field(resource.key().get(i));
            try {
                values.put("key" + i, typed(field, words[i]));
            } catch (BadInput e) {
                return Optional.empty();
            }
            where.add("r." + field.name() + (field.type() == Field.Type.CODE ? "::text" : "") + " = :key" + i);
        }
        return open(resource, select(resource, resource.order(), where, null, 1, values)).stream()
                .findFirst();
    }

    /** All rows, in their order, some thousands at a time: whoever reads slowly holds no connection, and memory stays flat. */
    void stream(Resource resource, Consumer<Row> each) {
        List<String> after = null;
        List<Row> batch;
        do {
            batch = select(resource, resource.order(), List.of(), after, BATCH, values());
            open(resource, batch).forEach(each);
            if (!batch.isEmpty()) after = batch.getLast().place();
        } while (batch.size() == BATCH);
    }

    private List<Row> select(
            Resource resource,
            List<Resource.Column> by,
            List<String> where,
            @Nullable List<String> after,
            int atMost,
            Map<String, @Nullable Object> values) {
        var conditions = new ArrayList<>(where);
        if (after != null) {
            var places = new ArrayList<String>();
            for (int i = 0; i < by.size(); i++) {
                places.add("cast(:after" + i + " as " + by.get(i).type() + ")");
                values.put("after" + i, after.get(i));
            }
            conditions.add("(" + columns(by) + ") > (" + String.join(", ", places) + ")");
        }
        String fields = resource.fields().stream().map(f -> "r." + f.name()).collect(Collectors.joining(", "));
        return db.sql("select " + columns(by) + ", " + fields + " from (" + resource.sql() + ") r"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)) + " order by "
                        + columns(by) + " limit " + atMost)
                .params(values)
                .query((row, _) -> Row.read(resource, by, site, row))
                .list();
    }

    private static String columns(List<Resource.Column> by) {
        return by.stream().map(c -> "r." + c.name()).collect(Collectors.joining(", "));
    }

    private Map<String, @Nullable Object> values() {
        var values = new HashMap<String, @Nullable Object>();
        values.put("now", clock.now().atOffset(ZoneOffset.UTC));
        values.put("day", clock.today());
        values.put("zone", clock.zone().getId());
        return values;
    }

    /** Without the rows that are tied to something which not everyone may see. */
    private List<Row> open(Resource resource, List<Row> rows) {
        if (resource.tied().isEmpty() || rows.isEmpty()) return rows;
        var everyones = traces.find(rows.stream().flatMap(this::ties).collect(Collectors.toSet()), clock.today())
                .keySet();
        return rows.stream()
                .filter(row -> everyones.containsAll(ties(row).toList()))
                .toList();
    }

    private Stream<String> ties(Row row) {
        return row.resource().tied().stream()
                .map(name -> Objects.toString(row.get(name)).substring(site.length()));
    }

    /** Something that changed, for a feed. */
    record Change(
            String address,
            String titleFr,
            @Nullable String titleEn,
            @Nullable String summaryFr,
            @Nullable String summaryEn,
            OffsetDateTime at) {}

    List<Change> latest(Resource resource, Resource.Feed feed, int atMost) {
        var changed = Objects.requireNonNull(resource.changed());
        String by = Stream.concat(Stream.of(changed), resource.order().stream())
                .map(c -> "r." + c.name() + " desc")
                .collect(Collectors.joining(", "));
        String at = changed.type().equals("date") ? "(r.%s::timestamp at time zone :zone)" : "r.%s";
        String summary = feed.summary();
        return db.sql("select r.url, r." + feed.title() + "_fr, r." + feed.title() + "_en, "
                        + (summary == null ? "null, null" : "r." + summary + "_fr, r." + summary + "_en") + ", "
                        + at.formatted(changed.name()) + " from (" + resource.sql() + ") r order by " + by + " limit "
                        + atMost)
                .params(values())
                .query((row, _) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, OffsetDateTime.class));
    }

    /** When its rows first and last changed; empty where there are none, or where that is not known. */
    record Span(@Nullable OffsetDateTime first, @Nullable OffsetDateTime last) {}

    Span span(Resource resource) {
        var changed = resource.changed();
        if (changed == null) return new Span(null, null);
        String first = "(select r." + changed.name() + " from (" + resource.sql() + ") r order by 1 limit 1)";
        String last = first.replace("order by 1", "order by 1 desc");
        String at = changed.type().equals("date") ? "%s::timestamp at time zone :zone" : "%s";
        return db.sql("select " + at.formatted(first) + ", " + at.formatted(last))
                .params(values())
                .query((row, _) ->
                        new Span(row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)))
                .single();
    }

    /**
     * What the tables of a resource hold, as one short text that changes when any of their rows does, and with the day and the
     * declaration: it costs a look at each row, a hundredth of what writing them costs.
     */
    String state(Resource resource) {
        String tables = resource.reads().stream()
                .map(table -> "select '" + table + "' as name, count(*) as rows,"
                        + " sum(hashtextextended(t.ctid::text || t.xmin::text, 0)::numeric) as sum from " + table
                        + " t")
                .collect(Collectors.joining(" union all "));
        String held = db.sql("select string_agg(name || rows || ':' || coalesce(sum, 0), ' ' order by name) from ("
                        + tables + ") x")
                .query(String.class)
                .single();
        return Sha256.hex(Sha256.of((held + clock.today() + site + resource.sql() + resource.fields())
                        .getBytes(StandardCharsets.UTF_8)))
                .substring(0, 32);
    }

    /** Whether all of it is read in an instant. */
    boolean isSmall(Resource resource) {
        return db.sql("select count(*) from (select from (" + resource.sql() + ") r limit " + (SMALL + 1) + ") r")
                        .params(values())
                        .query(Integer.class)
                        .single()
                <= SMALL;
    }

    /** A page of the site map: where it is, and the day it last changed. */
    record PageAddress(String path, @Nullable LocalDate changed) {}

    /** In which parts of so many numbers its pages are. */
    List<Long> parts(Resource resource, int size) {
        return db.sql("select distinct (r.id - 1) / " + size + " as part from (" + resource.sql() + ") r order by part")
                .params(values())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    List<PageAddress> pages(Resource resource, long part, int size) {
        var changed = resource.changed();
        String day = changed == null
                ? "null::date"
                : changed.type().equals("date")
                        ? "r." + changed.name()
                        : "(r." + changed.name() + " at time zone :zone)::date";
        var values = values();
        values.put("from", part * size);
        values.put("to", (part + 1) * size);
        return db.sql("select r.url, " + day + " from (" + resource.sql()
                        + ") r where r.id > :from and r.id <= :to order by r.id")
                .params(values)
                .query((row, _) -> new PageAddress(row.getString(1), row.getObject(2, LocalDate.class)))
                .list();
    }
}
