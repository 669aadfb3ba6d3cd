package org.parvis.plan;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;

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
