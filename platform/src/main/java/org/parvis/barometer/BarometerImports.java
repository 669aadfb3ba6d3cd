package org.parvis.barometer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.barometer.BarometerFiles.Definition;
import org.parvis.barometer.BarometerFiles.Fault;
import org.parvis.barometer.BarometerFiles.Told;
import org.parvis.barometer.Reading.Kind;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The government's files, whole: read once, as a stream, into a table beside, checked there, and published in one transaction. All of
 * it is there, or none; a second time it changes nothing.
 */
@Component
class BarometerImports {
    private static final int PIECE = 1 << 20, SHOWN = 200;
    /** What the histories of an indicator are called where they tell of single months what its figures tell of a year. */
    private static final String HISTORY = "-historique";

    private final JdbcTemplate db;
    private final TransactionTemplate transaction;
    private final Batches batches;
    private final Publications publications;
    private final CivicClock clock;

    BarometerImports(
            JdbcTemplate db,
            TransactionTemplate transaction,
            Batches batches,
            Publications publications,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.batches = batches;
        this.publications = publications;
        this.clock = clock;
    }

    /** A published rate that is not what the values give. */
    record Difference(
            BarometerFiles.Rate published, @Nullable Progress computed, String why) {}

    /**
     * What was read and done.
     *
     * @param rates published rates that were compared, {@code alike} those within a hundredth (a whole per cent where the file rounds so)
     */
    record Done(
            long rows,
            List<Fault> faults,
            List<String> notes,
            Publications.@Nullable Done published,
            int rates,
            int alike,
            List<Difference> differences) {}

    /** @param source where the files come from, in words */
    Done run(Path folder, Bilingual source, boolean dry, Consumer<String> progress) {
        var files = BarometerFiles.in(folder);
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                var reading = new Heard(files.definitions());
                db.execute("""
                        drop table if exists pg_temp.told;
                        create temporary table told (file text, line int, code text, zone text, kind reading_kind, on_date date,
                            value numeric, history boolean) on commit drop""");
                copy(files, reading, progress);
                db.execute("analyze told");
                var notes = new ArrayList<String>();
                takeApart(reading, notes);
                var faults = new ArrayList<>(reading.faults);
                define(reading, notes);
                check(faults);
                if (dry || !faults.isEmpty()) {
                    status.setRollbackOnly();
                    return new Done(reading.rows, faults, notes, null, 0, 0, List.of());
                }
                db.execute(Publications.BROUGHT);
                db.update("""
                        insert into brought (indicator_id, territory_id, kind, on_date, value, provisional)
                        select i.id, t.id, told.kind, told.on_date, min(told.value), false
                        from told join indicator i on i.code = told.code join territory t on t.code = told.zone
                        group by i.id, t.id, told.kind, told.on_date""");
                long batch = batches.open(new Batches.Sheet(
                        Batches.Way.COMMAND,
                        source,
                        folder.getFileName() == null ? "" : folder.getFileName().toString(),
                        null,
                        null,
                        null,
                        false));
                var published = publications.publish(batch, new Publications.By(null, Role.COORDINATOR, null));
                return compare(reading, notes, published);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** What the files told beside figures. */
    private static final class Heard {
        final Map<String, Definition> definitions;
        final Map<String, String> asDefined = new HashMap<>();
        final List<Fault> faults = new ArrayList<>();
        final List<BarometerFiles.Rate> rates = new ArrayList<>();
        long rows;

        Heard(Map<String, Definition> definitions) {
            this.definitions = definitions;
        }
    }

    private void copy(BarometerFiles files, Heard reading, Consumer<String> progress) {
        db.execute((java.sql.Connection connection) -> {
            CopyIn out = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy told from stdin");
            var piece = new StringBuilder(PIECE + 1_000);
            try {
                files.read(new BarometerFiles.Listener() {
                    @Override
                    public void told(Told told) {
                        piece.append(told.file())
                                .append('\t')
                                .append(told.line())
                                .append('\t')
                                .append(told.indicator());
                        piece.append('\t')
                                .append(told.territory())
                                .append('\t')
                                .append(told.kind())
                                .append('\t');
                        piece.append(told.on())
                                .append('\t')
                                .append(told.value().toPlainString())
                                .append('\t');
                        piece.append(told.history() ? 't' : 'f').append('\n');
                        if (piece.length() > PIECE) flush(out, piece);
                        if (++reading.rows % 500_000 == 0)
                            progress.accept(String.format(java.util.Locale.ROOT, "%,d figures read…", reading.rows));
                    }

                    @Override
                    public void rate(BarometerFiles.Rate rate) {
                        reading.rates.add(rate);
                    }

                    @Override
                    public void defined(String indicator, Definition definition) {
                        reading.definitions.putIfAbsent(indicator, definition);
                    }

                    @Override
                    public void wrong(Fault fault) {
                        if (reading.faults.size() < SHOWN) reading.faults.add(fault);
                    }
                });
                flush(out, piece);
                out.endCopy();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                if (out.isActive()) out.cancelCopy();
            }
            return null;
        });
    }

    private static void flush(CopyIn out, StringBuilder piece) {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        piece.setLength(0);
        try {
            out.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Histories that contradict the figures of the same day measure something else: they become an indicator of their own. */
    private void takeApart(Heard reading, List<String> notes) {
        var apart = db.queryForList("""
                select distinct h.code from told h join told f on f.code = h.code and f.zone = h.zone and f.kind = h.kind
                and f.on_date = h.on_date and not f.history where h.history and h.value <> f.value order by 1""", String.class);
        for (String code : apart) {
            int moved = db.update("update told set code = code || ? where code = ? and history", HISTORY, code);
            notes.add(code + ": its histories tell of single months what its figures tell of longer: " + moved
                    + " values become the indicator " + code + HISTORY + ".");
            var of = Objects.requireNonNull(reading.definitions.get(code));
            reading.definitions.put(
                    code + HISTORY,
                    new Definition(of.topic(), of.name() + " (valeurs mensuelles)", of.definition(), of.unit(), null));
        }
    }

    /** Indicators that are not here yet; those that are keep the definition that somebody may have given them since. */
    private void define(Heard reading, List<String> notes) {
        Map<String, Direction> ways = new HashMap<>();
        db.query("""
                select i.code, count(*) filter (where t.value > i.value) as up, count(*) filter (where t.value < i.value) as down
                from told i join told t on t.code = i.code and t.zone = i.zone and t.kind = 'TARGET'
                where i.kind = 'INITIAL' group by i.code""", row -> {
            ways.put(row.getString(1), row.getLong(2) >= row.getLong(3) ? Direction.RISE : Direction.FALL);
        });
        Map<String, String> finest = new TreeMap<>();
        db.query("""
                select code, max(case split_part(zone, '-', 1) when 'NAT' then 0 when 'REG' then 1 when 'DEPT' then 2 else 3 end)
                from told group by code""", row -> {
            finest.put(row.getString(1), List.of("NAT", "REG", "DEPT", "COM").get(row.getInt(2)));
        });
        var known = db.queryForList("select code from indicator", String.class);
        var rows = new ArrayList<Object[]>();
        int guessed = 0;
        for (var entry : finest.entrySet()) {
            String code = entry.getKey();
            if (known.contains(code)) continue;
            var definition = reading.definitions.getOrDefault(code, new Definition("", code, "", "", null));
            Direction direction = definition.direction();
            if (direction == null) {
                direction = ways.getOrDefault(code, Direction.RISE);
                guessed++;
            }
            rows.add(Values.of(
                            code,
                            definition.topic(),
                            cut(definition.name().isEmpty() ? code : definition.name()),
                            definition.definition(),
                            definition.unit(),
                            direction.name(),
                            code.endsWith(HISTORY) ? 1 : 12,
                            entry.getValue(),
                            clock.now())
                    .toArray());
        }
        db.batchUpdate("""
                insert into indicator (code, topic_fr, name_fr, definition_fr, unit_fr, direction, period_months, finest, published_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        if (guessed > 0)
            notes.add(guessed
                    + " indicators whose files do not say which way they ought to go: taken from their targets.");
    }

    private static String cut(String name) {
        return name.length() <= 300 ? name : name.substring(0, 299) + "…";
    }

    private void check(List<Fault> faults) {
        db.query("""
                select file, line, zone, n, into_code from (
                    select distinct on (told.zone) told.file, told.line, told.zone, m.into_code, count(*) over (partition by told.zone) as n
                    from told left join territory t on t.code = told.zone left join territory_merger m on m.code = told.zone
                    where t.id is null order by told.zone, told.file, told.line) z order by file, line limit %d""".formatted(SHOWN), row -> {
            String into = row.getString("into_code");
            faults.add(new Fault(
                    row.getString("file"),
                    row.getLong("line"),
                    row.getString("zone")
                            + (into == null
                                    ? " is no territory that the list has"
                                    : " is no more: it became part of " + into)
                            + " (" + row.getLong("n") + " figures)"));
        });
        db.query("""
                select max(file) as file, max(line) as line, code, zone, kind, on_date, min(line) as first from told
                group by code, zone, kind, on_date having count(distinct value) > 1 order by 1, 2 limit %d""".formatted(SHOWN), row -> {
            faults.add(new Fault(
                    row.getString("file"),
                    row.getLong("line"),
                    row.getString("code") + " in " + row.getString("zone") + " on " + row.getString("on_date")
                            + " has two "
                            + row.getString("kind").toLowerCase(java.util.Locale.ROOT)
                            + " values; the other stands on line "
                            + row.getLong("first")));
        });
        db.query("""
                select s.file, s.line, s.code, s.zone from told s join told t on t.code = s.code and t.zone = s.zone and t.kind = 'TARGET'
                where s.kind = 'INITIAL' group by s.file, s.line, s.code, s.zone, s.on_date having max(t.on_date) < s.on_date
                order by 1, 2 limit %d""".formatted(SHOWN), row -> {
            faults.add(new Fault(
                    row.getString("file"),
                    row.getLong("line"),
                    row.getString("code") + " in " + row.getString("zone") + ": its target is before its start"));
        });
    }

    /** Recomputes the rates that the files publish. */
    private Done compare(Heard reading, List<String> notes, Publications.Done published) {
        Map<String, Known> values = new HashMap<>();
        db.query("""
                select code, zone, kind, on_date, value from told where not history
                and (code, zone) in (select code, zone from told where kind = 'TARGET') order by on_date""", row -> {
            var of = values.computeIfAbsent(row.getString("code") + " " + row.getString("zone"), _ -> new Known());
            BigDecimal value = row.getBigDecimal("value");
            switch (Kind.valueOf(row.getString("kind"))) {
                case INITIAL -> of.initial = value;
                case TARGET -> of.target = value;
                case CURRENT -> of.current.put(row.getObject("on_date", LocalDate.class), value);
            }
        });
        Map<String, Direction> ways = new HashMap<>();
        db.query("select code, direction from indicator", row -> {
            ways.put(row.getString(1), Direction.valueOf(row.getString(2)));
        });
        var differences = new ArrayList<Difference>();
        for (var rate : reading.rates) {
            var of = values.getOrDefault(rate.indicator() + " " + rate.territory(), new Known());
            var current = of.current.floorEntry(rate.on());
            var direction = Objects.requireNonNull(ways.get(rate.indicator()));
            var computed = Progress.of(direction, of.initial, current == null ? null : current.getValue(), of.target);
            String why = explain(rate, computed);
            if (!why.isEmpty()) differences.add(new Difference(rate, computed, why));
        }
        return new Done(
                reading.rows,
                List.of(),
                notes,
                published,
                reading.rates.size(),
                reading.rates.size() - differences.size(),
                differences);
    }

    private static final class Known {
        private @Nullable BigDecimal initial, target;
        private final TreeMap<LocalDate, BigDecimal> current = new TreeMap<>();
    }

    /** Why a published rate is not what the values give; empty where it is. */
    static String explain(BarometerFiles.Rate published, @Nullable Progress computed) {
        if (computed == null) return "a value is missing";
        BigDecimal rate = published.rate(), ours = computed.rate();
        BigDecimal near = published.whole() ? BigDecimal.ONE : new BigDecimal("0.01");
        if (ours.subtract(rate).abs().compareTo(near) <= 0) return "";
        // The file's values are rounded: with what they may have been, between which rates does it lie?
        BigDecimal least = Progress.HUNDRED, most = BigDecimal.ZERO;
        for (int which = 0; which < 8; which++) {
            var one = Progress.of(
                    computed.direction(),
                    nudge(computed.initial(), (which & 1) > 0),
                    nudge(computed.current(), (which & 2) > 0),
                    nudge(computed.target(), (which & 4) > 0));
            if (one == null) continue;
            least = least.min(one.rate());
            most = most.max(one.rate());
        }
        if (rate.compareTo(least) >= 0 && rate.compareTo(most) <= 0)
            return "the values are rounded: with what they may have been, the rate lies between " + least + " and "
                    + most;
        if (rate.signum() < 0 || rate.compareTo(Progress.HUNDRED) > 0)
            return "the published rate is not bounded to 0–100";
        if (computed.isAllOrNothing()) return "the target is no further than the start";
        return "the published rate was computed from other values, or otherwise";
    }

    /** Half a unit of its last digit away; whole numbers are exact. */
    private static BigDecimal nudge(BigDecimal value, boolean up) {
        if (value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0 && value.scale() == 1) return value;
        var half = new BigDecimal(java.math.BigInteger.valueOf(5), Math.max(value.scale(), 2) + 1);
        return up ? value.add(half) : value.subtract(half);
    }

    static BigDecimal percent(int part, int all) {
        return all == 0
                ? BigDecimal.ZERO
                : Progress.HUNDRED
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(all), 1, RoundingMode.DOWN);
    }
}
