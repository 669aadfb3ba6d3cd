package org.parvis.plan;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Csv;

/** A commitment as it leaves in open data: everything public, in both languages, organisations by slug. */
public record CommitmentExport(
        String plan,
        int number,
        int engagement,
        int ambition,
        Bilingual title,
        Bilingual summary,
        String lead,
        List<String> partners,
        LocalDate startsOn,
        LocalDate endsOn,
        List<String> themes,
        Completion completion,
        @Nullable Completion lastReported,
        @Nullable LocalDate lastReportedOn,
        @Nullable LocalDate lateSince,
        long delayDays,
        boolean fictional,
        Map<Commitment.Section, Commitment.Text> sections,
        @JsonRawValue String milestones,
        @JsonRawValue String reports) {

    /** The names of its cells in a table. */
    public static List<String> columns() {
        var columns = new ArrayList<>(List.of(
                "plan",
                "number",
                "engagement",
                "ambition",
                "title_fr",
                "title_en",
                "summary_fr",
                "summary_en",
                "lead",
                "partners",
                "starts_on",
                "ends_on",
                "themes",
                "completion",
                "last_reported",
                "last_reported_on",
                "late_since",
                "delay_days",
                "fictional"));
        for (var section : Commitment.Section.values()) {
            String name = section.name().toLowerCase(java.util.Locale.ROOT);
            columns.add(name + "_fr");
            columns.add(name + "_en");
        }
        return columns;
    }

    /** It as a row of a table: the fields of the partnership’s template. */
    public List<String> cells() {
        var cells = new ArrayList<String>();
        cells.add(plan());
        cells.add(Integer.toString(number()));
        cells.add(Integer.toString(engagement()));
        cells.add(Integer.toString(ambition()));
        cells.add(Csv.text(title().fr()));
        cells.add(Csv.text(title().en()));
        cells.add(Csv.text(summary().fr()));
        cells.add(Csv.text(summary().en()));
        cells.add(lead());
        cells.add(String.join(" ", partners()));
        cells.add(startsOn().toString());
        cells.add(endsOn().toString());
        cells.add(String.join(" ", themes()));
        cells.add(completion().slug());
        cells.add(lastReported() == null ? "" : lastReported().slug());
        cells.add(Objects.toString(lastReportedOn(), ""));
        cells.add(Objects.toString(lateSince(), ""));
        cells.add(Long.toString(delayDays()));
        cells.add(Boolean.toString(fictional()));
        for (var section : Commitment.Section.values()) {
            var text = sections().get(section);
            cells.add(Csv.text(text == null ? null : text.fr()));
            cells.add(Csv.text(text == null ? null : text.en()));
        }
        return cells;
    }

    static CommitmentExport read(ResultSet row, LocalDate day, Json json) throws SQLException {
        var state = CommitmentState.read(row, day);
        return new CommitmentExport(
                row.getString("plan"),
                row.getInt("number"),
                row.getInt("engagement"),
                row.getInt("ambition"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                row.getString("lead"),
                List.of((String[]) row.getArray("partners").getArray()),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Arrays.stream((String[]) row.getArray("themes").getArray())
                        .map(t -> Theme.valueOf(t).slug())
                        .toList(),
                state.completion(),
                state.reported(),
                state.reportedOn(),
                state.lateSince(),
                state.delayDays(),
                row.getBoolean("fictional"),
                json.map(row.getString("sections"), Commitment.Section.class, Commitment.Text.class),
                or(row.getString("milestones_json")),
                or(row.getString("reports_json")));
    }

    private static String or(@Nullable String json) {
        return json == null ? "[]" : json;
    }
}
