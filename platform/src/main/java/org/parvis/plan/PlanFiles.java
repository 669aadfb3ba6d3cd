package org.parvis.plan;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
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
        csv(plans.get(slug, visit.day(), visit.actor()), visit, response);
    }

    /** The commitments of every plan. */
    @GetMapping("/plans.csv")
    void plansCsv(Visit visit, HttpServletResponse response) throws IOException {
        csv(null, visit, response);
    }

    private void csv(@Nullable ActionPlan plan, Visit visit, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", visit.actor() == null ? "public, no-cache" : "private, no-store");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"parvis-" + (plan == null ? "plans" : plan.slug()) + ".csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(CommitmentExport.columns());
            commitments.stream(plan, false, visit.day(), c -> csv.writeRecord(c.cells()));
        }
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}.json")
    void planJson(@PathVariable String slug, Visit visit, HttpServletResponse response) throws IOException {
        var plan = plans.get(slug, visit.day(), visit.actor());
        response.setContentType("application/json");
        response.setHeader("Cache-Control", visit.actor() == null ? "public, no-cache" : "private, no-store");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeStringProperty("asOf", visit.day().toString());
            out.writeStringProperty("licence", "etalab-2.0");
            out.writePOJOProperty("plan", plan);
            out.writePOJOProperty("engagements", plans.listEngagements(plan));
            out.writePOJOProperty("events", plans.listEvents(plan, visit.day()));
            out.writePOJOProperty("documents", plans.listDocuments(plan, visit.day()));
            out.writeArrayPropertyStart("commitments");
            commitments.stream(plan, true, visit.day(), out::writePOJO);
            out.writeEndArray();
            out.writeEndObject();
        }
    }
}
