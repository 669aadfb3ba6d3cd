package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * The form of a sheet: new, changed, amended, or overtaken by another's version and to be chosen from.
 *
 * @param plan none for a plan that does not exist yet
 * @param id 0 for a sheet that does not exist yet
 * @param read the digest of each cell as the form found it: tells, later, which of them its writer changed
 * @param choices what a cell may name
 * @param differences where both versions stand side by side; none unless another saved meanwhile
 */
public record SheetPage(
        @Nullable ActionPlan plan,
        Sheet sheet,
        long id,
        int edition,
        Typed typed,
        String read,
        Map<Cell.Kind, List<Choice>> choices,
        List<Difference> differences,
        boolean drafted,
        List<Mistake> mistakes)
        implements Page {

    /** A cell of which there are two versions. {@code touched}: both writers changed it, and neither version is the obvious one. */
    public record Difference(Cell cell, String theirs, String yours, boolean touched) {}

    /** What differs between what someone typed over an older edition and what stands now. */
    static List<Difference> differences(Sheet sheet, Typed typed, Typed theirs) {
        var read = Arrays.stream(typed.get("lu").split(" ")).toList();
        return sheet.cells().stream()
                .filter(c -> !c.once() && !typed.get(c.name()).equals(theirs.get(c.name())))
                .map(c -> new Difference(
                        c, theirs.get(c.name()), typed.get(c.name()), !read.contains(digest(c, typed.get(c.name())))))
                .toList();
    }

    static String read(Sheet sheet, Typed stored) {
        return sheet.cells().stream().map(c -> digest(c, stored.get(c.name()))).collect(Collectors.joining(" "));
    }

    private static String digest(Cell cell, String value) {
        return cell.name() + ":"
                + Integer.toHexString(value.replace("\r\n", "\n").strip().hashCode());
    }

    /** The cells to choose, by name. */
    public String conflict() {
        return differences.stream().map(d -> d.cell().name()).collect(Collectors.joining(" "));
    }

    public boolean isNew() {
        return id == 0;
    }

    public boolean isAmendment() {
        return plan != null && plan.isAdopted() && sheet == Sheet.COMMITMENT;
    }

    public String path() {
        return plan == null
                ? "/plans/nouveau"
                : plan.path() + "/redaction/" + sheet.slug() + "/" + (isNew() ? "nouveau" : Long.toString(id));
    }

    public List<Choice> choices(Visit visit, Cell cell) {
        return cell.choices().isEmpty()
                ? choices.getOrDefault(cell.kind(), List.of())
                : cell.choices().stream()
                        .map(c -> new Choice(c, visit.say("plan.choice." + c.toUpperCase(Locale.ROOT))))
                        .toList();
    }

    /** A value as a reader knows it. */
    public String shown(Visit visit, Cell cell, String value) {
        var names = choices(visit, cell);
        return Arrays.stream(names.isEmpty() ? new String[] {value} : value.split(" "))
                .map(v -> names.stream()
                        .filter(c -> c.value().equals(v))
                        .map(Choice::label)
                        .findFirst()
                        .orElse(v))
                .collect(Collectors.joining(", "));
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public int status() {
        return !mistakes.isEmpty() ? 422 : differences.isEmpty() ? 200 : 409;
    }

    public String mistake(String field) {
        return Typed.mistake(mistakes, field);
    }
}
