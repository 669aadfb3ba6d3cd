package org.parvis.house;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a database says of its own tables: what there is to copy, and what stands in the way of filling them. */
record Catalogue(Connection connection) {
    private static final String HERE = "(select oid from pg_namespace where nspname = current_schema())";

    /** Said of a migration, and remade by running it. */
    private static final String HISTORY = "^migrations(_|$)";

    /** A table's columns, and the order of its rows that every database agrees on, whatever its collation. */
    record Stored(String name, List<String> columns, String order) {
        /** Rows as text, one a line. */
        String copyOut(List<String> wanted) {
            return "copy (select " + listed(wanted) + " from " + quoted(name) + " order by " + order + ") to stdout";
        }
    }

    record Foreign(String table, String name, String definition) {}

    /** Texts are the same on every server: not its settings but ours say how a date or some bytes are written. */
    void settle() throws SQLException {
        run("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';"
                + " set local bytea_output = 'hex'; set local extra_float_digits = 1; set local work_mem = '64MB'");
    }

    List<Stored> tables() throws SQLException {
        Set<String> leftOut = leftOut();
        // A transaction's number means nothing in another database: such a column takes its default there.
        return list("""
                select c.relname,
                       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          and not (a.atttypid = 'xid8'::regtype and a.atthasdef)),
                       (select string_agg(quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end, ', '
                                          order by array_position(i.indkey::int2[], a.attnum), a.attnum)
                        from pg_attribute a left join pg_index i on i.indrelid = c.oid and i.indisprimary
                        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                          and (i.indkey is null or a.attnum = any (i.indkey::int2[])))
                from pg_class c
                where c.relkind = 'r' and c.relpersistence = 'p' and c.relname !~ '%s' and c.relnamespace = %s
                order by c.relname collate "C"
                """.formatted(HISTORY, HERE), row -> new Stored(row.getString(1), texts(row, 2), row.getString(3)))
                .stream()
                .filter(table -> !leftOut.contains(table.name()))
                .toList();
    }

    List<Foreign> foreignKeys() throws SQLException {
        return list("""
                select r.relname, k.conname, pg_get_constraintdef(k.oid)
                from pg_constraint k join pg_class r on r.oid = k.conrelid
                where k.contype = 'f' and k.conparentid = 0 and k.connamespace = %s
                """.formatted(HERE), row -> new Foreign(row.getString(1), row.getString(2), row.getString(3)));
    }

    /** Null where one was never used. */
    SortedMap<String, @Nullable Long> sequences() throws SQLException {
        var standing = new TreeMap<String, @Nullable Long>();
        list(
                "select sequencename, last_value from pg_sequences where schemaname = current_schema()",
                row -> standing.put(row.getString(1), row.getObject(2, Long.class)));
        return standing;
    }

    SortedMap<String, List<Manifest.Script>> scripts() throws SQLException {
        var scripts = new TreeMap<String, List<Manifest.Script>>();
        for (String history : list("""
                select relname from pg_class where relkind = 'r' and relname like 'migrations\\_%%' and relnamespace = %s
                """.formatted(HERE), row -> row.getString(1))) {
            scripts.put(
                    history.substring("migrations_".length()),
                    list(
                            "select version, checksum from " + quoted(history)
                                    + " where type = 'SQL' and success order by installed_rank",
                            row -> new Manifest.Script(row.getString(1), row.getObject(2, Integer.class))));
        }
        return scripts;
    }

    boolean isFounded() throws SQLException {
        return yes("select to_regclass('instance') is not null") && yes("select exists (select from instance)");
    }

    boolean isEmpty() throws SQLException {
        return !yes("select exists (select from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace = "
                + HERE + ")");
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@code left-out.txt}: each line a table and why a backup does without it. */
    static Set<String> leftOut() {
        var file = Objects.requireNonNull(Catalogue.class.getResourceAsStream("/left-out.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String listed(List<String> names) {
        return names.stream().map(Catalogue::quoted).collect(Collectors.joining(", "));
    }

    private boolean yes(String sql) throws SQLException {
        return list(sql, row -> row.getBoolean(1)).getFirst();
    }

    private interface Row<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    private <T extends @Nullable Object> List<T> list(String sql, Row<T> reader) throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) found.add(reader.read(rows));
        }
        return found;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.stream((Object[]) row.getArray(column).getArray())
                .map(String.class::cast)
                .toList();
    }
}
