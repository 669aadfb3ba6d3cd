package org.parvis.territories;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Refusal;

/**
 * A list of territories as a file has it: {@code code,parent,name,population,postcodes,contour,placed,apart},
 * a territory a line, after what it lies in. A code that is no more names {@code into} which it went.
 */
record TerritoryTable(List<Row> rows, List<Merger> mergers) {
    private static final String CODE = "(NAT|REG|DEPT|COM)-[A-Z0-9]{1,10}";
    private static final int LONGEST_NAME = 200, LONGEST_CONTOUR = 20_000;

    /** A territory of the file. */
    record Row(
            String code,
            @Nullable String parent,
            String name,
            @Nullable Integer population,
            String postcodes,
            @Nullable String contour,
            @Nullable String placed,
            boolean apart) {}

    /** A code that is no more. */
    record Merger(String code, String into, String name) {}

    /** @throws Refusal with the line of what is wrong */
    static TerritoryTable read(Reader file) throws IOException {
        var rows = new ArrayList<Row>();
        var mergers = new ArrayList<Merger>();
        Set<String> known = new HashSet<>();
        try (var lines = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : lines) {
                long at = line.getStartingLineNumber();
                String code = field(line, "code"), parent = field(line, "parent"), name = field(line, "name");
                if (!code.matches(CODE))
                    throw wrong(at, "“" + code + "” is no code such as NAT-FR, REG-84, DEPT-01, COM-01001");
                if (name.isEmpty() || name.length() > LONGEST_NAME) throw wrong(at, code + " has no name");
                String into = field(line, "into");
                if (!into.isEmpty()) {
                    mergers.add(new Merger(code, into, name));
                    continue;
                }
                if (!known.add(code)) throw wrong(at, code + " stands twice");
                if (parent.isEmpty() != code.startsWith("NAT-")) throw wrong(at, code + " must lie in one territory");
                if (!parent.isEmpty() && !known.contains(parent))
                    throw wrong(at, parent + ", in which " + code + " lies, must stand before it");
                if (!parent.isEmpty() && level(parent).compareTo(level(code)) >= 0)
                    throw wrong(at, code + " cannot lie in " + parent);
                String population = field(line, "population"), contour = field(line, "contour");
                if (!population.matches("[0-9]{0,9}")) throw wrong(at, "“" + population + "” is no number of people");
                // A path is commands and numbers: nothing that a page could take for markup.
                if (!contour.matches("[MmLlHhVvCcSsQqTtAaZz0-9eE ,.+-]*") || contour.length() > LONGEST_CONTOUR)
                    throw wrong(at, "the contour of " + code + " is no SVG path");
                String placed = field(line, "placed"), postcodes = field(line, "postcodes");
                if (!placed.matches("[a-z0-9 ().-]{0,60}")) throw wrong(at, "“" + placed + "” is no placing");
                if (!postcodes.matches("[A-Z0-9 -]*")) throw wrong(at, "“" + postcodes + "” are no postcodes");
                rows.add(new Row(
                        code,
                        parent.isEmpty() ? null : parent,
                        name,
                        population.isEmpty() ? null : Integer.valueOf(population),
                        postcodes,
                        contour.isEmpty() ? null : contour,
                        placed.isEmpty() ? null : placed,
                        !field(line, "apart").isEmpty()));
            }
        }
        if (rows.isEmpty() || !rows.getFirst().code().startsWith("NAT-"))
            throw Refusal.cannot("The list must begin with its country, such as NAT-FR.");
        if (rows.stream().filter(r -> r.code().startsWith("NAT-")).count() > 1)
            throw Refusal.cannot("The list has two countries.");
        return new TerritoryTable(List.copyOf(rows), List.copyOf(mergers));
    }

    private static Level level(String code) {
        return Level.valueOf(code.substring(0, code.indexOf('-')));
    }

    private static String field(NamedCsvRecord line, String name) {
        return line.findField(name).map(String::strip).orElse("");
    }

    private static Refusal wrong(long line, String what) {
        return Refusal.cannot("Line " + line + ": " + what + ".");
    }

    /** Each row's number, by its code, as they will stand in the database. */
    Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (var row : rows) numbers.put(row.code(), numbers.size() + 1);
        return numbers;
    }
}
