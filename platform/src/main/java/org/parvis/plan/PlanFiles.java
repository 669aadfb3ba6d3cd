package org.parvis.plan;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Csv;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Plans as open data, in both languages, written as they are read: any size, the same memory. */
@Controller
class PlanFiles {
    private final Plans plans;
    private final Commitments commitments;
    private final JsonMapper json;

    PlanFiles(Plans plans, Commitments commitments, JsonMapper json) {
        this.plans = plans;
        this.commitments = commitments;
        this.json = json;
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}.csv")
    void planCsv(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        csv(plans.get(slug, visit.today()), visit, response);
    }

    /** The commitments of every plan. */
    @GetMapping("/plans.csv")
    void plansCsv(Visit visit, HttpServletResponse response) throws IOException {
        csv(null, visit, response);
    }

    private void csv(@Nullable ActionPlan plan, Visit visit, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "public, no-cache");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"parvis-" + (plan == null ? "plans" : plan.slug()) + ".csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(columns());
            commitments.stream(plan, visit.today(), c -> csv.writeRecord(row(c)));
        }
    }

    private static List<String> columns() {
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

    private static List<String> row(CommitmentExport c) {
        var cells = new ArrayList<String>();
        cells.add(c.plan());
        cells.add(Integer.toString(c.number()));
        cells.add(Integer.toString(c.engagement()));
        cells.add(Integer.toString(c.ambition()));
        cells.add(Csv.text(c.title().fr()));
        cells.add(Csv.text(c.title().en()));
        cells.add(Csv.text(c.summary().fr()));
        cells.add(Csv.text(c.summary().en()));
        cells.add(c.lead());
        cells.add(String.join(" ", c.partners()));
        cells.add(c.startsOn().toString());
        cells.add(c.endsOn().toString());
        cells.add(String.join(" ", c.themes()));
        cells.add(c.completion().slug());
        cells.add(c.lastReported() == null ? "" : c.lastReported().slug());
        cells.add(Objects.toString(c.lastReportedOn(), ""));
        cells.add(Objects.toString(c.lateSince(), ""));
        cells.add(Long.toString(c.delayDays()));
        cells.add(Boolean.toString(c.fictional()));
        for (var section : Commitment.Section.values()) {
            var text = c.sections().get(section);
            cells.add(Csv.text(text == null ? null : text.fr()));
            cells.add(Csv.text(text == null ? null : text.en()));
        }
        return cells;
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}.json")
    void planJson(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var plan = plans.get(slug, visit.today());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "public, no-cache");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeStringProperty("asOf", visit.today().toString());
            out.writeStringProperty("licence", "etalab-2.0");
            out.writePOJOProperty("plan", plan);
            out.writePOJOProperty("engagements", plans.listEngagements(plan));
            out.writePOJOProperty("events", plans.listEvents(plan));
            out.writePOJOProperty("documents", plans.listDocuments(plan, visit.today()));
            out.writeArrayPropertyStart("commitments");
            commitments.stream(plan, visit.today(), out::writePOJO);
            out.writeEndArray();
            out.writeEndObject();
        }
    }
}
