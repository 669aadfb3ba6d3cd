package org.parvis.sortition.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table with commas as RFC 4180 has it, one way only to write each: what is read and written again is the same bytes. */
public record Table(List<String> header, List<List<String>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    public String text() {
        var text = new StringBuilder();
        append(text, header);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    /** @throws Differs where the text is no such table, or not under this header */
    public static Table read(String file, String text, List<String> header) {
        List<List<String>> rows = parse(file, text);
        if (rows.isEmpty()
                || !rows.getFirst()
                        .subList(0, Math.min(header.size(), rows.getFirst().size()))
                        .equals(header)) throw new Differs(file, "its columns should be " + String.join(", ", header));
        int columns = rows.getFirst().size();
        if (rows.stream().anyMatch(row -> row.size() != columns)) throw new Differs(file, "a row lacks a column");
        return new Table(rows.getFirst(), rows.subList(1, rows.size()));
    }

    private static List<List<String>> parse(String file, String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                cell.append(c);
            }
        }
        if (quoted || !row.isEmpty() || !cell.isEmpty()) throw new Differs(file, "its last line is cut off");
        return rows;
    }

    private static void append(StringBuilder text, List<String> row) {
        text.append(row.stream().map(Table::cell).collect(Collectors.joining(",")))
                .append('\n');
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
