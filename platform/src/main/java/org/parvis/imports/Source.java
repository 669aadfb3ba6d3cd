package org.parvis.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file as rows of named cells, read as a stream: any size, the same memory. CSV begins with a line of names; JSON is an
 * array of objects, or holds one under a name (« commitments »), whose nested values are named by their path ({@code title.fr}
 * is {@code title_fr}).
 *
 * @param separator between cells of a CSV; none for JSON
 */
public record Source(Encoding encoding, @Nullable Character separator) {
    /** More columns than this is no table of ours, more text than this no cell. */
    static final int MOST_COLUMNS = 500, LONGEST_CELL = 100_000;

    private static final String SEPARATORS = ";,\t|";
    private static final int LOOK = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    /** A file that can be read from its start as often as needed. */
    @FunctionalInterface
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /**
     * A row of the file.
     *
     * @param line where it begins, from 1
     * @param broken what is wrong with the row as such, whatever its columns mean
     */
    public record Row(
            long line, Map<String, String> cells, @Nullable Fault broken) {}

    /** Takes rows, in order. */
    @FunctionalInterface
    public interface Rows {
        void take(Row row);
    }

    public boolean isJson() {
        return separator == null;
    }

    /** @throws BadSource where it is a workbook, a picture, or empty */
    public static Source detect(Bytes file) {
        try {
            byte[] start;
            try (var in = file.open()) {
                start = in.readNBytes(LOOK);
            }
            if (start.length == 0) throw new BadSource("imports.empty");
            if (is(start, "PK") || is(start, "\u00D0\u00CF\u0011\u00E0")) throw new BadSource("imports.workbook");
            if (is(start, "%PDF") || is(start, "\u0089PNG") || is(start, "\u00FF\u00D8\u00FF"))
                throw new BadSource("imports.no-table");
            Encoding encoding;
            try (var in = new BufferedInputStream(file.open(), LOOK)) {
                encoding = Encoding.of(in);
            }
            try (Reader in = reader(file, encoding)) {
                int first = in.read();
                while (first >= 0 && Character.isWhitespace(first)) first = in.read();
                if (first < 0) throw new BadSource("imports.empty");
                if (first == '{' || first == '[') return new Source(encoding, null);
            }
            return new Source(encoding, separator(file, encoding));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean is(byte[] start, String mark) {
        if (start.length < mark.length()) return false;
        for (int i = 0; i < mark.length(); i++) if ((start[i] & 0xFF) != mark.charAt(i)) return false;
        return true;
    }

    /** The one that stands most often in the line of names, outside quotes. */
    private static char separator(Bytes file, Encoding encoding) throws IOException {
        int[] counts = new int[SEPARATORS.length()];
        try (Reader in = reader(file, encoding)) {
            boolean quoted = false;
            boolean begun = false;
            for (int c = in.read(), read = 0; c >= 0 && read < 10 * LOOK; c = in.read(), read++) {
                if (c == '"') quoted = !quoted;
                if (!quoted && (c == '\n' || c == '\r') && begun) break;
                begun |= !Character.isWhitespace(c);
                int which = SEPARATORS.indexOf(c);
                if (!quoted && which >= 0) counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) if (counts[i] > counts[best]) best = i;
        return SEPARATORS.charAt(best);
    }

    private static Reader reader(Bytes file, Encoding encoding) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(file.open(), encoding.charset()), LOOK);
        reader.mark(1);
        if (reader.read() != '\uFEFF') reader.reset();
        return reader;
    }

    /**
     * Reads it whole.
     *
     * @param under where the rows of a JSON file are, such as {@code commitments}, or below each of those, {@code milestones}
     * @param lists whose objects become cells
     * @return the names of its columns, in order
     * @throws BadSource where it is cut, torn, or no table
     */
    public List<String> read(Bytes file, List<String> under, List<String> lists, Rows rows) {
        try (Reader in = reader(file, encoding)) {
            return isJson() ? json(in, under, lists, rows) : csv(in, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> csv(Reader in, Rows rows) throws IOException {
        List<String> names = List.of();
        long line = 1;
        char between = separator == null ? ',' : separator;
        try (var csv = CsvReader.builder()
                .fieldSeparator(between)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .skipEmptyLines(true)
                .ofCsvRecord(in)) {
            for (CsvRecord record : csv) {
                line = record.getStartingLineNumber();
                if (names.isEmpty()) names = names(record.getFields());
                else rows.take(row(record, names));
            }
        } catch (CsvParseException e) {
            throw new BadSource("imports.torn", at(e, line));
        }
        if (names.isEmpty()) throw new BadSource("imports.empty");
        return names;
    }

    private static long at(CsvParseException e, long line) {
        Matcher said = Pattern.compile("line (\\d+)").matcher(String.valueOf(e.getMessage()));
        return said.find() ? Long.parseLong(said.group(1)) : line + 1;
    }

    private static List<String> names(List<String> header) {
        if (header.size() > MOST_COLUMNS) throw new BadSource("imports.too-many-columns", header.size(), MOST_COLUMNS);
        SequencedSet<String> names = new LinkedHashSet<>();
        for (String name : header) {
            String unique = name.replace("\0", "").strip();
            if (unique.length() > 200) throw new BadSource("imports.no-table");
            if (unique.isEmpty()) unique = "colonne " + (names.size() + 1);
            while (!names.add(unique)) unique += " (2)";
        }
        return List.copyOf(names);
    }

    private static Row row(CsvRecord record, List<String> names) {
        Map<String, String> cells = new LinkedHashMap<>();
        Fault broken = record.getFieldCount() == names.size()
                ? null
                : Fault.of("", "imports.row.width", record.getFieldCount(), names.size());
        for (int i = 0; i < Math.min(names.size(), record.getFieldCount()); i++) {
            String cell = record.getField(i);
            if (broken == null) broken = fault(names.get(i), cell);
            cells.put(names.get(i), cell.length() > LONGEST_CELL ? cell.substring(0, 200) : plain(cell));
        }
        return new Row(record.getStartingLineNumber(), cells, broken);
    }

    /** A cell as it was before an export guarded it against being taken for a formula. */
    private static String plain(String cell) {
        String text = cell.replace("\0", "").strip();
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@\t\r".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    private static @Nullable Fault fault(String column, String cell) {
        if (cell.indexOf('\0') >= 0) return Fault.of(column, "imports.cell.nul");
        if (cell.length() > LONGEST_CELL) return Fault.of(column, "imports.cell.long", LONGEST_CELL);
        return cell.startsWith("=") ? Fault.of(column, "imports.cell.formula") : null;
    }

    private static List<String> json(Reader in, List<String> under, List<String> lists, Rows rows) throws IOException {
        SequencedSet<String> names = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && !enter(parser, under))
                throw new BadSource("imports.json.where", under.isEmpty() ? "" : under.getFirst());
            var below = under.isEmpty() ? under : under.subList(1, under.size());
            boolean several = parser.currentToken() == JsonToken.START_ARRAY;
            if (!several && parser.currentToken() != JsonToken.START_OBJECT) throw new BadSource("imports.json.array");
            while (!several || parser.nextToken() != JsonToken.END_ARRAY) {
                long line = parser.currentTokenLocation().getLineNr();
                if (parser.currentToken() != JsonToken.START_OBJECT) throw new BadSource("imports.json.object", line);
                JsonNode object = JSON.readTree(parser);
                if (below.isEmpty()) rows.take(row(line, flat(object, lists), names));
                else
                    for (JsonNode child : object.path(below.getFirst())) {
                        var cells = flat(child, lists);
                        // What its parent is known by goes with it: a milestone's commitment.
                        cells.put(
                                singular(under.getFirst()),
                                object.path("number").asString(""));
                        rows.take(row(line, cells, names));
                    }
                if (names.size() > MOST_COLUMNS)
                    throw new BadSource("imports.too-many-columns", names.size(), MOST_COLUMNS);
                if (!several) break;
            }
            // What follows must be whole, too: a file cut short writes nothing.
            while (parser.nextToken() != null) parser.skipChildren();
        } catch (JacksonException e) {
            var where = e.getLocation();
            throw new BadSource("imports.json.torn", where == null ? 1 : where.getLineNr());
        }
        if (names.isEmpty()) throw new BadSource("imports.no-row");
        return List.copyOf(names);
    }

    private static boolean enter(JsonParser parser, List<String> under) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean named = !under.isEmpty() && parser.currentName().equals(under.getFirst());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && (named || under.isEmpty())
                    || named && value == JsonToken.START_OBJECT) return true;
            parser.skipChildren();
        }
        return false;
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static Row row(long line, Map<String, String> cells, SequencedSet<String> names) {
        names.addAll(cells.keySet());
        Fault broken = null;
        for (var cell : cells.entrySet()) {
            if (cell.getValue().length() > LONGEST_CELL)
                broken = Fault.of(cell.getKey(), "imports.cell.long", LONGEST_CELL);
            cell.setValue(cell.getValue().replace("\0", "").strip());
        }
        return new Row(line, cells, broken);
    }

    /** Scalars by their path; a list of scalars as words; lists of objects are rows of another kind, but for those named. */
    private static Map<String, String> flat(JsonNode object, List<String> lists) {
        Map<String, String> cells = new LinkedHashMap<>();
        flatten("", object, lists, cells);
        return cells;
    }

    private static void flatten(String path, JsonNode node, List<String> lists, Map<String, String> cells) {
        if (node.isObject())
            node.properties()
                    .forEach(p -> flatten(
                            path.isEmpty() ? snake(p.getKey()) : path + "_" + snake(p.getKey()),
                            p.getValue(),
                            lists,
                            cells));
        else if (node.isArray() && lists.contains(path)) {
            int place = 1;
            for (JsonNode item : node) flatten(path + "_" + place++, item, lists, cells);
        } else if (node.isArray()) {
            var words = new ArrayList<String>();
            for (JsonNode item : node) if (item.isValueNode()) words.add(item.asString());
            if (words.size() == node.size()) cells.put(path, String.join(" ", words));
        } else cells.put(path, node.isNull() ? "" : node.asString());
    }

    private static String snake(String name) {
        return HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
