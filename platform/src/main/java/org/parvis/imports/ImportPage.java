package org.parvis.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * One import, at whatever stage it is.
 *
 * @param sample the first rows as the file has them
 * @param faulty some rows at fault, one more than is shown where others follow
 * @param mapping whether its columns are being given their meaning again
 */
public record ImportPage(
        Import it,
        ImportKind kind,
        List<Map<String, String>> sample,
        List<Import.Faulty> faulty,
        long after,
        boolean mapping,
        List<Mistake> mistakes)
        implements Correctable {
    private static final int SHOWN = 50;

    public boolean isMapping() {
        return it.stage() == Import.Stage.TO_MAP || mapping && it.stage() == Import.Stage.TO_CONFIRM;
    }

    public boolean isAtWork() {
        return it.stage() == Import.Stage.CHECKING || it.stage() == Import.Stage.WRITING;
    }

    public List<Import.Faulty> shown() {
        return faulty.size() > SHOWN ? faulty.subList(0, SHOWN) : faulty;
    }

    public boolean hasMore() {
        return faulty.size() > SHOWN;
    }

    public List<Choice> fields(Visit visit) {
        return kind.fields().stream()
                .map(f -> new Choice(
                        f.name(),
                        visit.say(f.label())
                                + (f.name().matches(".*_[0-9]_.*") ? " (" + f.name() + ")" : "")
                                + (f.required() ? " *" : "")))
                .toList();
    }

    public List<Choice> encodings(Visit visit) {
        return java.util.Arrays.stream(Encoding.values())
                .map(e -> new Choice(e.name(), visit.say("imports.encoding", e)))
                .toList();
    }

    public List<Choice> separators(Visit visit) {
        var choices = new ArrayList<Choice>();
        for (char c : new char[] {';', ',', '\t', '|'})
            choices.add(new Choice(Integer.toString(c), visit.say("imports.separator." + (int) c)));
        return choices;
    }

    /** What a column holds in the first rows. */
    public String example(String column) {
        return sample.stream()
                .map(row -> row.getOrDefault(column, ""))
                .filter(cell -> !cell.isEmpty())
                .findFirst()
                .map(cell -> cell.length() > 60 ? cell.substring(0, 60) + "…" : cell)
                .orElse("");
    }
}
