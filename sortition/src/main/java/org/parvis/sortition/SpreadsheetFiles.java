package org.parvis.sortition;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pool and its quotas as the existing tools write them: {@code categories.csv} (category, feature, min, max) and
 * {@code respondents.csv} (one column a category, any others). Values are compared without spaces around, accents and
 * case, and what was read as something else is said.
 *
 * @param notices what a person who sent the files should know, one sentence each
 */
public record SpreadsheetFiles(Pool pool, Quotas quotas, List<String> notices) {
    /** The columns that name a person and, together, an address; the person's line stands in for a missing name. */
    public record Columns(@Nullable String id, List<String> address) {
        public static final Columns USUAL = new Columns("id", List.of("address"));
    }

    private static final List<String> VALUE_COLUMNS = List.of("feature", "value", "name");

    /** @throws InvalidInput with every problem of both files, each with its line */
    public static SpreadsheetFiles read(Path respondents, Path categories, Columns columns) {
        var notices = new ArrayList<String>();
        Quotas quotas = readQuotas(categories);
        return new SpreadsheetFiles(readPool(respondents, quotas, columns, notices), quotas, List.copyOf(notices));
    }

    /** @throws InvalidInput with every problem of the file, each with its line */
    public static Quotas readQuotas(Path categories) {
        var problems = new ArrayList<String>();
        var quotas = new ArrayList<Quota>();
        List<NamedCsvRecord> rows = rows(categories);
        Map<String, String> header = folded(header(rows, categories), problems, "column");
        String feature = header.get("category");
        String value = VALUE_COLUMNS.stream()
                .map(header::get)
                .filter(c -> c != null)
                .findFirst()
                .orElse(null);
        String min = header.get("min");
        String max = header.get("max");
        if (feature == null || value == null || min == null || max == null)
            throw new InvalidInput(List.of("%s needs the columns category, feature, min and max; it has %s."
                    .formatted(categories.getFileName(), String.join(", ", header.values()))));
        for (NamedCsvRecord row : rows) {
            String of = row.getField(feature).strip();
            String name = row.getField(value).strip();
            if (of.isEmpty() || name.isEmpty())
                problems.add("Quotas, line %d: the category and the feature need a name."
                        .formatted(row.getStartingLineNumber()));
            quotas.add(new Quota(of, name, number(row, min, problems), number(row, max, problems)));
        }
        for (String of : quotas.stream().map(Quota::feature).distinct().toList())
            folded(
                    quotas.stream()
                            .filter(q -> q.feature().equals(of))
                            .map(Quota::value)
                            .distinct()
                            .toList(),
                    problems,
                    of);
        InvalidInput.throwIfAny(problems);
        return new Quotas(quotas);
    }

    private static Pool readPool(Path respondents, Quotas quotas, Columns columns, List<String> notices) {
        var problems = new ArrayList<String>();
        List<NamedCsvRecord> rows = rows(respondents);
        Map<String, String> header = folded(header(rows, respondents), problems, "column");
        List<String> features = quotas.features();
        for (String feature : features)
            if (!header.containsKey(fold(feature)))
                problems.add("%s has no column “%s”, which the quotas name; its columns are %s."
                        .formatted(respondents.getFileName(), feature, String.join(", ", header.values())));
        InvalidInput.throwIfAny(problems);

        var allowed = new HashMap<String, Map<String, String>>();
        for (String feature : features)
            allowed.put(
                    feature,
                    folded(quotas.of(feature).stream().map(Quota::value).toList(), problems, feature));
        String idColumn = columns.id() == null ? null : header.get(fold(columns.id()));
        var addressColumns = new ArrayList<String>();
        for (String column : columns.address()) {
            String found = header.get(fold(column));
            if (found != null) addressColumns.add(found);
        }
        var used = new LinkedHashSet<String>(
                features.stream().map(SpreadsheetFiles::fold).toList());
        if (idColumn != null) used.add(fold(idColumn));
        addressColumns.forEach(column -> used.add(fold(column)));
        List<String> unused = header.entrySet().stream()
                .filter(column -> !used.contains(column.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!unused.isEmpty()) notices.add("Columns left aside: %s.".formatted(String.join(", ", unused)));

        var people = new ArrayList<Person>();
        var lines = new HashMap<String, Long>();
        var respelled = new TreeMap<String, Integer>();
        for (NamedCsvRecord row : rows) {
            long line = row.getStartingLineNumber();
            var values = new ArrayList<String>();
            for (String feature : features) {
                String cell = row.getField(header.get(fold(feature))).strip();
                Map<String, String> known = Objects.requireNonNull(allowed.get(feature));
                String value = known.get(fold(cell));
                if (cell.isEmpty()) {
                    problems.add("Line %d: “%s” is empty; it is one of %s."
                            .formatted(line, feature, String.join(", ", known.values())));
                } else if (value == null) {
                    problems.add("Line %d: “%s” is no %s of the quotas, which are %s."
                            .formatted(line, cell, feature, String.join(", ", known.values())));
                } else {
                    if (!value.equals(cell))
                        respelled.merge("%s “%s” was read as “%s”".formatted(feature, cell, value), 1, Integer::sum);
                    values.add(value);
                }
            }
            String id =
                    idColumn == null ? "line " + line : row.getField(idColumn).strip();
            if (id.isEmpty()) problems.add("Line %d: “%s” is empty.".formatted(line, idColumn));
            Long before = lines.putIfAbsent(id, line);
            if (before != null)
                problems.add("Line %d: “%s” is already on line %d; a person is in the pool once."
                        .formatted(line, id, before));
            var address = new ArrayList<String>();
            for (String column : addressColumns) address.add(fold(row.getField(column)));
            boolean noAddress = address.stream().allMatch(String::isEmpty);
            if (values.size() == features.size())
                people.add(new Person(id, values, noAddress ? null : String.join(", ", address)));
        }
        InvalidInput.throwIfAny(problems);
        respelled.forEach((what, times) -> notices.add("%s, %d times.".formatted(what, times)));
        return new Pool(features, people);
    }

    private static List<NamedCsvRecord> rows(Path file) {
        try (var csv =
                CsvReader.builder().detectBomHeader(true).skipEmptyLines(true).ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = csv.stream().toList();
            InvalidInput.throwIfAny(rows.stream()
                    .filter(row -> row.getFieldCount() != row.getHeader().size())
                    .map(row -> "%s, line %d: %d cells for %d columns."
                            .formatted(
                                    file.getFileName(),
                                    row.getStartingLineNumber(),
                                    row.getFieldCount(),
                                    row.getHeader().size()))
                    .toList());
            return rows;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            String why = cause instanceof MalformedInputException
                    ? "it is not UTF-8 text"
                    : String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
            throw new InvalidInput(
                    List.of("%s cannot be read as a table with commas: %s.".formatted(file.getFileName(), why)));
        } catch (NoSuchFileException e) {
            throw new InvalidInput(List.of("There is no file %s.".formatted(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(List<NamedCsvRecord> rows, Path file) {
        if (rows.isEmpty())
            throw new InvalidInput(List.of("%s has no row under its header.".formatted(file.getFileName())));
        return rows.getFirst().getHeader();
    }

    private static int number(NamedCsvRecord row, String column, List<String> problems) {
        String cell = row.getField(column).strip();
        try {
            return Integer.parseInt(cell);
        } catch (NumberFormatException e) {
            problems.add("Quotas, line %d: “%s” is no whole number (%s)."
                    .formatted(row.getStartingLineNumber(), cell, column));
            return 0;
        }
    }

    /** The names by what is left of them without accents and case; two that become one are a problem. */
    private static Map<String, String> folded(Collection<String> names, List<String> problems, String what) {
        var byFolded = new LinkedHashMap<String, String>();
        Set<String> distinct = new LinkedHashSet<>(names);
        for (String name : distinct) {
            String other = byFolded.putIfAbsent(fold(name), name);
            if (other != null)
                problems.add("%s: “%s” and “%s” differ only by accents, case or spaces; keep one."
                        .formatted(what, other, name));
        }
        return byFolded;
    }

    static String fold(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
