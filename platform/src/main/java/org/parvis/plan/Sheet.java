package org.parvis.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.plan.Cell.Kind;
import org.parvis.territories.Theme;

/** What of a plan is written by hand: each its table and its cells, so that one form, one door and one comparison serve all. */
public enum Sheet {
    PLAN(
            "plan",
            "action_plan",
            "t.id",
            Cell.required("slug", Kind.SLUG).fixed(),
            Cell.required("number", Kind.NUMBER),
            Cell.required("title_fr", Kind.LINE),
            Cell.optional("title_en", Kind.LINE),
            Cell.required("summary_fr", Kind.TEXT),
            Cell.optional("summary_en", Kind.TEXT),
            Cell.required("starts_on", Kind.DATE),
            Cell.required("ends_on", Kind.DATE),
            Cell.optional("coordinator", Kind.ORGANISATION),
            Cell.optional("predecessor", Kind.PLAN)),
    ENGAGEMENT(
            "engagements",
            "engagement",
            "t.plan_id",
            Cell.required("number", Kind.NUMBER),
            Cell.choice("scope", "TRANSVERSAL", "THEMATIC"),
            Cell.required("title_fr", Kind.LINE),
            Cell.optional("title_en", Kind.LINE),
            Cell.optional("summary_fr", Kind.TEXT),
            Cell.optional("summary_en", Kind.TEXT)),
    AMBITION(
            "ambitions",
            "ambition",
            "(select e.plan_id from engagement e where e.id = t.engagement_id)",
            Cell.required("engagement", Kind.ENGAGEMENT),
            Cell.required("number", Kind.NUMBER),
            Cell.required("title_fr", Kind.LINE),
            Cell.optional("title_en", Kind.LINE),
            Cell.optional("summary_fr", Kind.TEXT),
            Cell.optional("summary_en", Kind.TEXT)),
    COMMITMENT("actions", "commitment", "t.plan_id", commitment()),
    MILESTONE(
            "jalons",
            "milestone",
            "(select c.plan_id from commitment c where c.id = t.commitment_id)",
            Cell.required("commitment", Kind.COMMITMENT).fixed(),
            Cell.required("output_fr", Kind.TEXT),
            Cell.optional("output_en", Kind.TEXT),
            Cell.optional("lead", Kind.ORGANISATION),
            Cell.optional("partners", Kind.ORGANISATIONS),
            Cell.optional("starts_on", Kind.DATE),
            Cell.optional("due_on", Kind.DATE)),
    EVENT(
            "evenements",
            "plan_event",
            "t.plan_id",
            Cell.choice("kind", names(PlanEvent.Kind.values())),
            Cell.required("starts_on", Kind.DATE),
            Cell.optional("ends_on", Kind.DATE),
            Cell.required("title_fr", Kind.LINE),
            Cell.optional("title_en", Kind.LINE),
            Cell.optional("text_fr", Kind.TEXT),
            Cell.optional("text_en", Kind.TEXT)),
    DOCUMENT(
            "documents",
            "plan_document",
            "t.plan_id",
            Cell.required("title_fr", Kind.LINE),
            Cell.optional("title_en", Kind.LINE),
            Cell.choice("language", "fr", "en"),
            Cell.required("format", Kind.LINE),
            Cell.required("published_on", Kind.DATE),
            Cell.optional("version", Kind.LINE),
            Cell.optional("url", Kind.LINK));

    private final String slug;
    private final String table;
    private final String owner;
    private final List<Cell> cells;

    /** @param owner the SQL that leads from its row {@code t} to the plan's number */
    Sheet(String slug, String table, String owner, Cell... cells) {
        this.slug = slug;
        this.table = table;
        this.owner = owner;
        this.cells = List.of(cells);
    }

    private static Cell[] commitment() {
        return Stream.concat(
                        Stream.of(
                                Cell.required("ambition", Kind.AMBITION),
                                Cell.required("number", Kind.NUMBER),
                                Cell.required("title_fr", Kind.LINE),
                                Cell.optional("title_en", Kind.LINE),
                                Cell.required("summary_fr", Kind.TEXT),
                                Cell.optional("summary_en", Kind.TEXT),
                                Cell.required("lead", Kind.ORGANISATION),
                                Cell.optional("partners", Kind.ORGANISATIONS),
                                Cell.required("starts_on", Kind.DATE),
                                Cell.required("ends_on", Kind.DATE),
                                Cell.optional("themes", Kind.THEMES)),
                        Arrays.stream(Commitment.Section.values())
                                .map(s -> s.name().toLowerCase(Locale.ROOT))
                                .flatMap(s -> Stream.of(
                                        Cell.optional(s + "_fr", Kind.SECTION),
                                        Cell.optional(s + "_en", Kind.SECTION))))
                .toArray(Cell[]::new);
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }

    /** Its name in addresses. */
    public String slug() {
        return slug;
    }

    public static Optional<Sheet> find(String slug) {
        return Arrays.stream(values()).filter(s -> s.slug.equals(slug)).findFirst();
    }

    String table() {
        return table;
    }

    String owner() {
        return owner;
    }

    /** The SQL of what makes its row {@code t} one thing in its plan and not another. */
    String key() {
        return switch (this) {
            case PLAN -> "t.slug";
            case ENGAGEMENT, COMMITMENT -> "t.number::text";
            case AMBITION -> "(select e.number || '.' || t.number from engagement e where e.id = t.engagement_id)";
            case MILESTONE -> "(select c.number || '.' || t.position from commitment c where c.id = t.commitment_id)";
            case EVENT -> "t.starts_on || '|' || t.title_fr";
            case DOCUMENT -> "t.published_on || '|' || t.language || '|' || t.title_fr";
        };
    }

    /** The same, of what was typed. */
    String keyOf(Typed typed) {
        return switch (this) {
            case PLAN -> typed.get("slug");
            case ENGAGEMENT, COMMITMENT -> typed.get("number");
            case AMBITION -> typed.get("engagement") + "." + typed.get("number");
            case MILESTONE -> typed.get("commitment") + "." + typed.get("position");
            case EVENT -> typed.get("starts_on") + "|" + typed.get("title_fr");
            case DOCUMENT -> typed.get("published_on") + "|" + typed.get("language") + "|" + typed.get("title_fr");
        };
    }

    public List<Cell> cells() {
        return cells;
    }

    boolean hasPartners() {
        return cells.stream().anyMatch(c -> c.kind() == Kind.ORGANISATIONS);
    }

    boolean hasSections() {
        return this == COMMITMENT;
    }

    /** Whether its plan may still add one, change one by hand: what was adopted stands. */
    boolean isOpen(boolean adopted) {
        return !adopted || this == EVENT || this == DOCUMENT;
    }

    /** What is wrong with what was typed, cell by cell. */
    List<Breach> breaches(Typed typed) {
        var breaches = new ArrayList<Breach>();
        for (Cell cell : cells) cell.breach(typed.get(cell.name())).ifPresent(breaches::add);
        var starts = typed.date("starts_on");
        var ends = typed.date("ends_on").or(() -> typed.date("due_on"));
        if (starts.isPresent() && ends.isPresent() && ends.get().isBefore(starts.get()))
            breaches.add(Breach.of(typed.has("due_on") ? "due_on" : "ends_on", "plan.sheet.period"));
        if (this == COMMITMENT)
            Arrays.stream(Commitment.Section.values())
                    .map(s -> s.name().toLowerCase(Locale.ROOT))
                    .filter(s -> typed.has(s + "_en") && !typed.has(s + "_fr"))
                    .forEach(s -> breaches.add(Breach.of(s + "_fr", "plan.sheet.french")));
        return breaches;
    }

    static boolean isTheme(String name) {
        return Arrays.stream(Theme.values()).anyMatch(t -> t.name().equals(name));
    }
}
