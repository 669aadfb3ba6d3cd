package org.parvis.barometer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.barometer.Reading.Kind;
import org.parvis.house.Refusal;
import org.parvis.territories.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The government's barometer as it was published as open data, in its two formats: that of 2023, a table a level with initial,
 * current and target values on one row, and tables of histories; that of 2024, a file an indicator under {@code data/}, each kind of
 * value on a row of its own, with {@code metadata/} and, where it is there, {@code config/}.
 */
final class BarometerFiles {
    private final Path folder;
    private final List<Path> tables;
    private final boolean split;

    private BarometerFiles(Path folder, List<Path> tables, boolean split) {
        this.folder = folder;
        this.tables = tables;
        this.split = split;
    }

    /** @throws Refusal where the folder holds neither */
    static BarometerFiles in(Path folder) {
        try {
            var split = list(folder.resolve("data"), "ind-.*\\.csv");
            if (!split.isEmpty()) return new BarometerFiles(folder, split, true);
            // What is told of a day by a synthesis comes before the histories that go with it.
            var tables = Stream.concat(
                            list(folder, ".*synthese.*\\.csv").stream(), list(folder, ".*detail.*\\.csv").stream())
                    .toList();
            if (!tables.isEmpty()) return new BarometerFiles(folder, tables, false);
        } catch (IOException e) {
            throw Refusal.cannot("The folder " + folder + " cannot be read.");
        }
        throw Refusal.cannot("There is no barometer in " + folder
                + ": neither data/ind-*.csv, nor tables named synthese and detail.");
    }

    private static List<Path> list(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    List<Path> tables() {
        return tables;
    }

    /** What the files say of an indicator, as far as they do. */
    record Definition(
            String topic,
            String name,
            String definition,
            String unit,
            @Nullable Direction direction) {}

    /** By code, as far as there are files beside the tables that say so. */
    Map<String, Definition> definitions() throws IOException {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        if (!split) return definitions;
        Map<String, String> policies = new HashMap<>(), units = new HashMap<>(), ways = new HashMap<>();
        read(
                folder.resolve("metadata/meta_chantiers.csv"),
                row -> policies.put(cell(row, "chantier_id"), cell(row, "ch_nom")));
        Path config = folder.resolve("config/config-viz.yml");
        if (Files.exists(config))
            for (JsonNode indicator : new YAMLMapper().readTree(config).path("indicateurs")) {
                String code = indicator.path("id").asString("");
                units.put(code, indicator.path("unite").asString(""));
                ways.put(code, indicator.path("tendance").asString(""));
            }
        read(folder.resolve("metadata/meta_indicateurs.csv"), row -> {
            String code = cell(row, "indic_id");
            String name = first(cell(row, "indic_nom_baro"), cell(row, "indic_nom"), code);
            definitions.put(
                    code,
                    new Definition(
                            policies.getOrDefault(cell(row, "indic_parent_ch"), ""),
                            name,
                            first(cell(row, "indic_descr_baro"), cell(row, "indic_descr")),
                            units.getOrDefault(code, ""),
                            direction(first(cell(row, "tendance"), ways.getOrDefault(code, "")))));
        });
        return definitions;
    }

    private static String first(String... texts) {
        for (String text : texts) if (!text.isEmpty()) return text;
        return "";
    }

    private static @Nullable Direction direction(String trend) {
        return switch (trend) {
            case "hausse" -> Direction.RISE;
            case "baisse" -> Direction.FALL;
            case "stable", "autre" -> Direction.KEEP;
            default -> null;
        };
    }

    /** What is wrong with a row, or worth knowing of it. */
    record Fault(String file, long line, String sentence) {}

    /** A cell of a row that is a figure. */
    record Told(
            String file,
            long line,
            String indicator,
            String territory,
            Kind kind,
            LocalDate on,
            BigDecimal value,
            boolean history) {}

    /** A rate that the file publishes, in percent: the latest of the values before it are those that it tells of. */
    record Rate(String indicator, String territory, LocalDate on, BigDecimal rate, boolean whole) {}

    /** What reads what the files tell. */
    interface Listener {
        void told(Told told);

        void rate(Rate rate);

        void defined(String indicator, Definition definition);

        void wrong(Fault fault);
    }

    void read(Listener listener) throws IOException {
        for (Path table : tables) {
            String file = folder.relativize(table).toString();
            if (split) read(table, row -> splitRow(file, row, listener));
            else read(table, row -> wholeRow(file, row, listener));
        }
    }

    private interface Row {
        void read(NamedCsvRecord row);
    }

    private static void read(Path file, Row row) throws IOException {
        if (!Files.exists(file)) return;
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                var rows = CsvReader.builder().detectBomHeader(false).ofNamedCsvRecord(text)) {
            rows.forEach(row::read);
        }
    }

    private static String cell(NamedCsvRecord row, String name) {
        return row.findField(name).map(String::strip).orElse("");
    }

    private void splitRow(String file, NamedCsvRecord row, Listener listener) {
        long line = row.getStartingLineNumber();
        String initial = cell(row, "indic_vi"),
                current = cell(row, "indic_va"),
                target = cell(row, "indic_vc"),
                rate = cell(row, "indic_ta");
        // A territory that is not measured has a row without anything: missing is missing.
        if (initial.isEmpty() && current.isEmpty() && target.isEmpty() && rate.isEmpty()) return;
        var place = place(file, line, cell(row, "indic_id"), cell(row, "enforce_zone_id"), null, listener);
        if (place == null) return;
        String day = cell(row, "metric_enforce_date");
        tell(place, Kind.INITIAL, initial, day, false, listener);
        tell(place, Kind.CURRENT, current, day, false, listener);
        tell(place, Kind.TARGET, target, day, false, listener);
        rate(place, rate, day, false, listener);
    }

    private void wholeRow(String file, NamedCsvRecord row, Listener listener) {
        long line = row.getStartingLineNumber();
        Level level = row.findField("code_departement").isPresent()
                ? Level.DEPT
                : row.findField("code_region").isPresent() ? Level.REG : Level.NAT;
        String zone = switch (level) {
            case DEPT -> cell(row, "code_departement");
            case REG -> cell(row, "code_region");
            default -> cell(row, "maille_geographique");
        };
        var place = place(file, line, cell(row, "id_indicateur"), zone, level, listener);
        if (place == null) return;
        listener.defined(
                place.indicator(),
                new Definition(cell(row, "mesure"), cell(row, "indicateur"), "", cell(row, "unite"), null));
        if (row.findField("valeur").isPresent()) {
            tell(place, Kind.CURRENT, cell(row, "valeur"), cell(row, "date"), true, listener);
            return;
        }
        tell(place, Kind.INITIAL, cell(row, "valeur_initiale"), cell(row, "date_valeur_initiale"), false, listener);
        tell(place, Kind.CURRENT, cell(row, "valeur_actuelle"), cell(row, "date_valeur_actuelle"), false, listener);
        tell(place, Kind.TARGET, cell(row, "cible"), cell(row, "date_cible"), false, listener);
        rate(place, cell(row, "pourcentage_cible"), cell(row, "date_valeur_actuelle"), true, listener);
    }

    private record Place(String file, long line, String indicator, String territory) {}

    private static @Nullable Place place(
            String file, long line, String indicator, String zone, @Nullable Level level, Listener listener) {
        String code = ReadingText.code(zone, level);
        if (!indicator.matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*") || indicator.length() > 70) {
            listener.wrong(new Fault(file, line, "“" + indicator + "” is no name of an indicator"));
            return null;
        }
        if (code == null) {
            listener.wrong(new Fault(file, line, "“" + zone + "” is no code of a territory"));
            return null;
        }
        return new Place(file, line, indicator, code);
    }

    private static void tell(Place place, Kind kind, String value, String day, boolean history, Listener listener) {
        if (value.isEmpty()) return;
        var number = ReadingText.number(value);
        var on = ReadingText.day(day);
        if (number == null) listener.wrong(new Fault(place.file(), place.line(), "“" + value + "” is no number"));
        else if (on == null) listener.wrong(new Fault(place.file(), place.line(), "“" + day + "” is no day"));
        else
            listener.told(new Told(
                    place.file(), place.line(), place.indicator(), place.territory(), kind, on, number, history));
    }

    private static void rate(Place place, String rate, String day, boolean whole, Listener listener) {
        var number = ReadingText.number(rate);
        var on = ReadingText.day(day);
        if (number != null && on != null)
            listener.rate(new Rate(place.indicator(), place.territory(), on, number, whole));
    }
}
